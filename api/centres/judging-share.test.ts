import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { second } from "../../model/instant.ts";
import { finding } from "../../store/records/contract/fixtures.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { News } from "../judging/judge-queue.ts";
import { type TestClock, testClock } from "../testing/open-centre.ts";
import { openTestRecords } from "../testing/open-records.ts";
import { JudgingShare } from "./judging-share.ts";
import { LeaseKeeper } from "./lease-keeper.ts";

let folder = "";
let records: RecordStore;
let clock: TestClock;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-share-"));
  clock = testClock();
  records = await openTestRecords(folder, clock);
});
afterEach(async () => {
  await records.close();
  await rm(folder, { recursive: true, force: true });
});

/** A centre that notes what it judges and forgets; `during` happens in the midst of a judgement. */
function centre(centreId: string, during: () => Promise<void> = async () => undefined) {
  const told: string[] = [];
  const keeper = new LeaseKeeper(records.leases, centreId, clock);
  const judge = {
    async judge(enterpriseId: string, news: News) {
      await during();
      await records.findings.save([finding({ enterpriseId, checkId: centreId })]);
      told.push(`${enterpriseId} ${news === "all" ? news : [...news].join()}`);
    },
    forget: (enterpriseId: string) => void told.push(`forget ${enterpriseId}`),
  };
  return { told, keeper, share: new JudgingShare(keeper, judge, { records, clock, centreId }) };
}

it("judges an enterprise at one centre, which also gets what the other one heard", async () => {
  const [a, b] = [centre("a"), centre("b")];
  await a.share.judge("water", "all");
  await b.share.judge("water", new Set(["pump"]));
  expect([a.told, b.told]).toEqual([["forget water", "water all"], []]);
  const asked: [string, News][] = [];
  await b.share.takeLeft((...one) => asked.push(one));
  expect(asked).toEqual([]);
  await a.share.takeLeft((...one) => asked.push(one));
  expect(asked).toEqual([["water", new Set(["pump"])]]);
});

it("takes over from a centre that fell silent, with nothing at hand from before", async () => {
  const [a, b] = [centre("a"), centre("b")];
  await a.share.judge("water", "all");
  clock.advance(21 * second);
  await b.share.judge("water", "all");
  await a.share.judge("water", "all");
  expect(b.told).toEqual(["forget water", "water all"]);
  expect(await records.judgementRequests.waiting()).toEqual(["water"]);
});

it("keeps a centre that stalled in the midst of a judgement from writing over its successor", async () => {
  const b = centre("b");
  const a = centre("a", async () => {
    clock.advance(21 * second);
    await b.share.judge("water", "all");
  });
  await a.share.judge("water", new Set(["pump"]));
  expect(a.told).toEqual(["forget water", "forget water"]);
  expect((await records.findings.list({})).map(({ checkId }) => checkId)).toEqual(["b"]);
  expect(await records.judgementRequests.take("water")).toEqual(["pump"]);
});

it("divides enterprises evenly among the centres that live, and over again when one is gone", async () => {
  const ids = ["e1", "e2", "e3", "e4", "e5"];
  const [a, b] = [centre("a"), centre("b")];
  const round = async () => {
    for (const one of [a, b]) for (const id of (await one.share.divide(ids)).own) await one.share.judge(id, "all");
  };
  await round();
  await round();
  await round();
  const [ofA, ofB] = [await a.share.divide(ids), await b.share.divide(ids)];
  expect([ofA.own.length, ofB.own.length].sort()).toEqual([2, 3]);
  expect([...ofA.own, ...ofB.own].sort()).toEqual(ids);
  await a.keeper.releaseAll();
  expect((await b.share.divide(ids)).own).toEqual(ids);
});
