import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { day } from "../../model/instant.ts";
import { attestationViewSchema, documentViewSchema } from "../contract/attestations.ts";
import { findingDetailSchema } from "../contract/findings.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor } from "../testing/people.ts";

const works = "/api/v1/enterprises/waterworks";
let test: TestCentre;
beforeAll(async () => {
  test = await openTestCentre();
});
afterAll(() => test.close());

const control = async (id: string) => {
  const score = await test.records.scores.latest("waterworks", null, "miit");
  return (score?.root?.children ?? []).flatMap(({ children }) => children).find((node) => node.id === id);
};

it("a reviewed compensating measure lowers the severity for the caps by one step while it is in date", async () => {
  const li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
  const wang = await personFor(test, "wang", { role: "reviewer", enterpriseId: "waterworks" });
  // A critical finding of the SCADA server, as an access probe would give it; nothing judges it again.
  const id = randomUUID();
  const now = test.clock.now();
  const subject = { id, checkId: "opcua.anonymous-write", enterpriseId: "waterworks", siteId: "intake", assetId: "scada" };
  const nobody = { resolvedAt: null, acknowledgedBy: null, waiver: null, rectification: null, endpoints: ["ua"] };
  await test.records.findings.save([
    { ...subject, ...nobody, status: "open", severity: "critical", firstSeen: now, lastSeen: now, version: 1 },
  ]);
  const uploaded = await li.send(`${works}/documents?name=conduit.txt`, "the conduit is a tunnel");
  const { sha256 } = documentViewSchema.parse(await uploaded.json());
  const about = { kind: "measure", assetId: "scada", checkId: "opcua.anonymous-write" };
  const validUntil = new Date(now + 90 * day).toISOString();
  const made = await li.ask(`${works}/attestations`, { method: "POST", body: { about, documents: [sha256], validUntil } });
  const measure = attestationViewSchema.parse(await made.json());
  expect(measure).toMatchObject({ assetId: "waterworks.scada", expiresAt: validUntil, catalogId: null });
  const capAt = async () => (await control("miit.3.1"))?.cap?.at ?? 100;
  const severityNow = async () => {
    const objectives = (await control("miit.3.1"))?.children ?? [];
    const pairs = objectives.flatMap(({ children }) => children);
    return pairs.find(({ pair }) => pair?.checkId === "opcua.anonymous-write" && pair.assetId === "scada")?.pair;
  };
  await vi.waitFor(
    async () => expect(await severityNow()).toEqual({ assetId: "scada", checkId: "opcua.anonymous-write", status: "fail" }),
    10_000,
  );

  const body = { decision: "accept", version: 1, reason: "" };
  expect((await wang.ask(`/api/v1/attestations/${measure.id}/review`, { method: "POST", body })).status).toBe(200);
  await vi.waitFor(async () => expect(await severityNow()).toMatchObject({ status: "fail", severity: "high" }), 10_000);
  // One of the assets of the control has a high finding now, and no critical one: 100 − 30 × share.
  expect(await capAt()).toBeGreaterThan(40);
  const detail = findingDetailSchema.parse(await (await li.ask(`/api/v1/findings/${id}`)).json());
  expect(detail).toMatchObject({ severity: "critical", capsAs: "high", measures: [{ attestationId: measure.id, inDate: true }] });

  test.clock.advance(91 * day);
  const late = findingDetailSchema.parse(await (await li.ask(`/api/v1/findings/${id}`)).json());
  expect(late).toMatchObject({ capsAs: "critical", measures: [{ inDate: false }] });
});
