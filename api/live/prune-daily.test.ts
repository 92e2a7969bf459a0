import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { day, hour } from "../../model/instant.ts";
import { batch, observation } from "../../store/records/contract/fixtures.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { pruneDaily } from "./prune-daily.ts";

let test: TestCentre;
beforeEach(async () => {
  test = await openTestCentre();
});
afterEach(() => test.close());

const prune = () => pruneDaily({ records: test.records, clock: test.clock, log: pino({ level: "silent" }) });
const fourteenMonths = 14 * 31 * day;

/** Three answers to one probe, one a fourteen months apart from the next. */
async function threeAnswers() {
  const seen = [2, 1, 0].map((ago) => observation({ at: test.clock.now() - ago * fourteenMonths, facts: { served: true, ago } }));
  await test.records.observations.store(batch(1, seen));
  return seen.map(({ id }) => id);
}

const found = async (ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => test.records.observations.get(id)))).map((row) => row !== undefined);

it("drops what is older than the retention, and never the newest", async () => {
  const ids = await threeAnswers();
  await prune();
  expect(await found(ids)).toEqual([false, false, true]);
});

it("comes round once a day, also where the centre starts more often", async () => {
  await prune();
  const ids = await threeAnswers();
  test.clock.advance(23 * hour);
  await prune();
  expect(await found(ids)).toEqual([true, true, true]);
  test.clock.advance(hour);
  await prune();
  expect(await found(ids)).toEqual([false, false, true]);
});
