import { afterEach, beforeEach, expect, it } from "vitest";
import type { Attestation } from "../../model/attestation.ts";
import { day } from "../../model/instant.ts";
import { InventoryBook } from "../inventory/inventory-book.ts";
import { EventHub } from "../live/event-hub.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { watchExpiries } from "./expiry-watch.ts";

let test: TestCentre;
beforeEach(async () => {
  test = await openTestCentre();
});
afterEach(() => test.close());

async function stated(change: Partial<Attestation>): Promise<void> {
  const now = test.clock.now();
  const attestation: Attestation = {
    id: "a1",
    enterpriseId: "waterworks",
    about: { kind: "objective", objectiveId: "miit.1.1.a", claim: "satisfied" },
    state: "accepted",
    documents: [],
    remark: "",
    issuedAt: now,
    validUntil: null,
    by: "li",
    madeAt: now,
    authors: ["li"],
    review: { by: "wang", at: now, reason: "" },
    version: 1,
    ...change,
  };
  await test.records.attestations.save([{ attestation, change: "accepted", by: "wang", at: now }]);
}

/** What is told when the watch comes round, twice to see that nothing is told again. */
async function told(): Promise<string[]> {
  const { records, clock } = test;
  const hub = new EventHub(records.events);
  const book = new InventoryBook(records.inventories, clock);
  const before = (await records.events.list({ limit: 1 }))[0]?.id ?? 0;
  for (const _ of [1, 2]) await watchExpiries({ records, clock, hub, book, checksById: new Map(), objectives: new Map() });
  const since = await records.events.list({ limit: 100, after: before });
  return since.filter(({ kind }) => kind === "attestation").map(({ text }) => text["zh-CN"]);
}

it("foretells an end 30 days ahead and tells it when it has come, each once", async () => {
  await stated({ validUntil: test.clock.now() + 40 * day });
  await stated({ id: "a2", state: "submitted", validUntil: test.clock.now() + day });
  await stated({ id: "a3", validUntil: null });
  expect(await told()).toEqual([]);
  test.clock.advance(10 * day);
  expect(await told()).toEqual(["佐证声明“miit.1.1.a”将在 30 天后到期。"]);
  test.clock.advance(29 * day);
  expect(await told()).toEqual([]);
  test.clock.advance(day);
  expect(await told()).toEqual(["佐证声明“miit.1.1.a”已到期。"]);
});

it("says at once what has ended while nobody watched", async () => {
  await stated({ about: { kind: "measure", assetId: "pump", checkId: "x.door" }, validUntil: test.clock.now() - day });
  expect(await told()).toEqual(["补偿措施“x.door”已到期。"]);
});
