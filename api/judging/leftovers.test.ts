import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minute } from "../../model/instant.ts";
import { attestationViewSchema, documentViewSchema } from "../contract/attestations.ts";
import { listOf } from "../contract/common.ts";
import { repairViewSchema } from "../contract/scores.ts";
import { healthObservation, observationBatch } from "../testing/deliveries.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";

const file = "waterworks.yaml";
const pump = inventoryText.waterworks.slice(inventoryText.waterworks.indexOf("  - id: pump"));
const withoutPump = inventoryText.waterworks.replace(pump, "");

let test: TestCentre;
const spoolId = randomUUID();
let delivered = 0;

beforeEach(async () => {
  test = await openTestCentre();
  delivered = 0;
});
afterEach(() => test.close());

/** Delivers what the pump answered and waits for the judgement that follows. */
async function deliver() {
  const token = await test.centre.issueCollectorToken("collector-1");
  delivered += 1;
  const body = observationBatch(spoolId, [healthObservation(test.clock.now())], delivered);
  expect((await test.ask("/api/v1/ingest/observations", { token, method: "POST", body })).status).toBe(200);
  // The score of the first import may carry the same time; what was delivered is judged once a verdict rests on it.
  await vi.waitFor(async () => {
    const verdicts = await test.records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump" });
    expect(verdicts.some(({ evidenceAt }) => evidenceAt === test.clock.now())).toBe(true);
  }, 15_000);
  await judgedAfter(test.clock.now());
}

async function importText(text: string) {
  test.clock.advance(minute);
  await writeFile(join(test.inventories, file), text);
  expect(await test.centre.importInventories(test.inventories)).toMatchObject([{ outcome: "imported" }]);
  await judgedAfter(test.clock.now());
}

async function judgedAfter(at: number) {
  await vi.waitFor(async () => expect((await score())?.at).toBe(at), 10_000);
}

const score = () => test.records.scores.latest("waterworks", null, "miit");

const figures = async () => {
  const root = (await score())?.root;
  if (root === undefined || root === null) throw new Error("nothing counts");
  return root;
};

it("an asset that is deleted from the inventory keeps what failed, and raises nothing", async () => {
  await deliver();
  const before = await figures();
  const failing = await test.records.findings.list({ enterpriseId: "waterworks", assetId: "pump" });
  expect(failing.length).toBeGreaterThan(0);
  const said = await test.records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump" });

  await importText(withoutPump);
  expect(await test.records.findings.list({ enterpriseId: "waterworks", assetId: "pump" })).toEqual(failing);
  expect(await test.records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump" })).toEqual(said);
  const after = await figures();
  expect(after.demonstrated).toBeLessThanOrEqual(before.demonstrated);
  expect(after.potential).toBeLessThanOrEqual(before.potential);

  test.clock.advance(minute);
  await importText(`${withoutPump}# a second look\n`);
  const later = await figures();
  expect(later.demonstrated).toBeLessThanOrEqual(after.demonstrated);
  expect(later.potential).toBeLessThanOrEqual(after.potential);
  const answer = await test.ask("/api/v1/enterprises/waterworks/what-if/miit", {
    token: await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" }),
  });
  const { items } = listOf(repairViewSchema).parse(await answer.json());
  expect(items.some(({ assetId }) => assetId === "waterworks.pump")).toBe(true);
});

it("an asset that comes back is judged anew", async () => {
  await deliver();
  await importText(withoutPump);
  await importText(inventoryText.waterworks);
  await deliver();
  await vi.waitFor(async () => {
    const verdicts = await test.records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump" });
    const cleartext = verdicts.find(({ checkId }) => checkId === "modbus.cleartext");
    expect(cleartext).toMatchObject({ status: "fail", evidenceAt: test.clock.now(), judgedAt: test.clock.now() });
  }, 10_000);
});

describe("a retirement", () => {
  const works = "/api/v1/enterprises/waterworks";
  let li: TestPerson;
  let wang: TestPerson;

  beforeEach(async () => {
    li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
    wang = await personFor(test, "wang", { role: "reviewer", enterpriseId: "waterworks" });
  });

  async function retire(endpointId: string | null) {
    const uploaded = await li.send(`${works}/documents?name=scrapped.txt`, "scrapped on 1 March");
    const { sha256 } = documentViewSchema.parse(await uploaded.json());
    const about = { kind: "retirement", assetId: "pump", endpointId };
    const made = await li.ask(`${works}/attestations`, { method: "POST", body: { about, documents: [sha256] } });
    return attestationViewSchema.parse(await made.json());
  }

  async function accept({ id, version }: { id: string; version: number }) {
    test.clock.advance(minute);
    const body = { decision: "accept", version, reason: "" };
    expect((await wang.ask(`/api/v1/attestations/${id}/review`, { method: "POST", body })).status).toBe(200);
    await judgedAfter(test.clock.now());
  }

  const findingsOfPump = async () => {
    const findings = await test.records.findings.list({ enterpriseId: "waterworks", assetId: "pump" });
    return findings.filter(({ status }) => status !== "resolved");
  };
  const verdictsOfPump = () => test.records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump" });

  it("counts from its review on, ends when the asset comes back, and does not cover the next time", async () => {
    await deliver();
    await importText(withoutPump);
    const stated = await retire(null);
    await importText(`${withoutPump}# nobody has reviewed it\n`);
    expect((await findingsOfPump()).length).toBeGreaterThan(0);
    await accept(stated);
    // The judgement of the statement before may carry the time of the review, so what the review brings is waited for itself.
    await vi.waitFor(async () => expect([await findingsOfPump(), await verdictsOfPump()]).toEqual([[], []]), 15_000);

    await importText(inventoryText.waterworks);
    await vi.waitFor(async () => {
      expect(await test.records.attestations.get(stated.id)).toMatchObject({ state: "withdrawn", version: 3 });
      expect((await test.records.audit.list({ limit: 1 })).items[0]).toMatchObject({
        actor: "installation",
        action: "attestation.withdraw",
      });
    }, 15_000);
    await importText(withoutPump);
    await vi.waitFor(async () => expect((await findingsOfPump()).length).toBeGreaterThan(0), 15_000);
  });

  it("of an endpoint ends what failed there and nothing else", async () => {
    await deliver();
    const other = inventoryText.waterworks.replace("- id: bus", "- id: serial");
    await importText(other);
    const before = await findingsOfPump();
    const there = before.filter(({ endpoints }) => endpoints.includes("bus")).map(({ id }) => id);
    expect(there.length).toBeGreaterThan(0);
    await accept(await retire("bus"));
    const left = before.map(({ id }) => id).filter((id) => !there.includes(id));
    expect(left.length).toBeGreaterThan(0);
    await vi.waitFor(async () => expect((await findingsOfPump()).map(({ id }) => id)).toEqual(left), 15_000);
  });
});
