import { describe, expect, it } from "vitest";
import type { Attestation, AttestationSubject } from "../../model/attestation.ts";
import { day } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import { catalogOf } from "../scoring/fixtures.ts";
import { addMonths } from "../scoring/validity.ts";
import { expiryOf, objectivesById } from "./expiry.ts";
import { claimsOf, measuresOf, overtakenRetirements, retirementsOf, withoutRetired } from "./score-inputs.ts";

const now = Date.parse("2026-11-24T08:00:00Z");

function stated(about: AttestationSubject, over: Partial<Attestation> = {}): Attestation {
  return {
    id: "a1",
    enterpriseId: "works",
    about,
    state: "accepted",
    documents: [{ name: "x.pdf", sha256: "0".repeat(64) }],
    remark: "",
    issuedAt: now - 30 * day,
    validUntil: null,
    by: "li",
    madeAt: now - day,
    authors: ["li"],
    review: { by: "wang", at: now, reason: "" },
    version: 2,
    ...over,
  };
}

const inventory = (endpoints: string[], assets = ["plc"]): Inventory =>
  inventorySchema.parse({
    enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
    sites: [{ id: "north", name: "North", collectors: [{ id: "c1" }] }],
    assets: assets.map((id) => ({
      id,
      name: id,
      site: "north",
      role: "server",
      endpoints: endpoints.map((endpoint) => ({ id: endpoint, protocol: "opcua", url: "opc.tcp://192.0.2.1:4840" })),
    })),
  });

describe("what people state, as the score reads it", () => {
  const claim: AttestationSubject = { kind: "objective", objectiveId: "t.1.1.a", claim: "satisfied" };

  it("counts a review only while the statement is accepted", () => {
    const states = (["submitted", "accepted", "returned", "withdrawn"] as const).map((state) => stated(claim, { state }));
    expect(claimsOf(states).map(({ reviewedBy }) => reviewedBy)).toEqual([null, "wang", null, null]);
    expect(claimsOf(states)[1]).toMatchObject({ objectiveId: "t.1.1.a", claim: "satisfied", issuedAt: now - 30 * day });
  });

  it("takes a compensating measure with its end", () => {
    const measure: AttestationSubject = { kind: "measure", assetId: "plc", checkId: "x.door" };
    expect(measuresOf([stated(measure), stated(claim)])).toEqual([]);
    const until = now + day;
    expect(measuresOf([stated(measure, { validUntil: until })])).toEqual([
      { assetId: "plc", checkId: "x.door", document: true, by: "li", reviewedBy: "wang", until },
    ]);
    expect(measuresOf([stated(measure, { validUntil: until, state: "submitted" })])).toMatchObject([{ reviewedBy: null }]);
  });

  it("retires what the inventory names no more, on a document and a review", () => {
    const asset: AttestationSubject = { kind: "retirement", assetId: "old", endpointId: null };
    const endpoint: AttestationSubject = { kind: "retirement", assetId: "plc", endpointId: "b" };
    const both = [stated(asset), stated(endpoint)];
    expect(retirementsOf(both, inventory(["a"]))).toEqual([asset, endpoint]);
    expect(retirementsOf(both, inventory(["a", "b"], ["plc", "old"]))).toEqual([]);
    expect(overtakenRetirements(both, inventory(["a", "b"]))).toEqual([both[1]]);
    for (const lame of [{ documents: [] }, { state: "submitted" as const }]) {
      expect(retirementsOf([stated(asset, lame)], inventory(["a"]))).toEqual([]);
    }
    const leftovers = inventory(["a"], ["old", "older"]).assets;
    expect(withoutRetired(leftovers, [asset, endpoint]).map(({ id }) => id)).toEqual(["older"]);
  });
});

describe("the end of an attestation", () => {
  const catalog = catalogOf({
    a: { method: "EXAMINE", basis: ["D"], valid: { months: 12 } },
    b: { method: "EXAMINE", basis: ["D"], valid: "certificate" },
    c: { method: "TEST", basis: ["D"], valid: { hours: 24 }, judgedBy: [{ check: "x.door", as: "primary" }] },
  });
  const objectives = objectivesById([catalog]);
  const about = (objectiveId: string, claim: "satisfied" | "no-such-asset" = "satisfied") =>
    ({ kind: "objective", objectiveId, claim }) as const;

  it("comes with the period counted from the document's date, or with the document's own, whichever is first", () => {
    const issuedAt = now - 30 * day;
    expect(expiryOf(stated(about("t.1.1.a")), objectives, 2)).toBe(addMonths(issuedAt, 12));
    expect(expiryOf(stated(about("t.1.1.a"), { validUntil: now + day }), objectives, 2)).toBe(now + day);
    expect(expiryOf(stated(about("t.1.1.b"), { validUntil: now + day }), objectives, 2)).toBe(now + day);
    expect(expiryOf(stated(about("t.1.1.b")), objectives, 2)).toBeNull();
  });

  it("of a statement about the inventory comes with the assessment period of the grade", () => {
    const none = stated(about("t.1.1.c", "no-such-asset"));
    expect([1, 2, 3].map((grade) => expiryOf(none, objectives, grade as 1 | 2 | 3))).toEqual([
      null,
      addMonths(none.issuedAt, 24),
      addMonths(none.issuedAt, 12),
    ]);
  });
});
