import { describe, expect, it } from "vitest";
import type { Attestation } from "../../model/attestation.ts";
import { day } from "../../model/instant.ts";
import { catalogOf } from "../scoring/fixtures.ts";
import { objectivesById } from "./expiry.ts";
import { standingOf } from "./standing.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const objectives = objectivesById([catalogOf({ a: { method: "EXAMINE", basis: ["D"], valid: { months: 12 } } })]);

function stated(state: Attestation["state"], ageInDays: number, claim: "satisfied" | "not-satisfied" = "satisfied"): Attestation {
  const at = now - ageInDays * day;
  return {
    id: `${state}-${ageInDays}`,
    enterpriseId: "works",
    about: { kind: "objective", objectiveId: "t.1.1.a", claim },
    state,
    documents: [],
    remark: "",
    issuedAt: at,
    validUntil: null,
    by: "li",
    madeAt: at,
    authors: ["li"],
    review: null,
    version: 1,
  };
}

describe("how an objective stands", () => {
  it.each([
    ["none", [], undefined],
    ["none", [stated("withdrawn", 1)], undefined],
    ["waiting", [stated("submitted", 1), stated("returned", 2)], "submitted-1"],
    ["returned", [stated("returned", 1)], "returned-1"],
    ["backed", [stated("accepted", 100)], "accepted-100"],
    ["backed", [stated("submitted", 1), stated("accepted", 300)], "accepted-300"],
    ["expired", [stated("accepted", 400)], "accepted-400"],
    ["waiting", [stated("submitted", 1), stated("accepted", 400)], "submitted-1"],
    ["unmet", [stated("submitted", 1, "not-satisfied"), stated("accepted", 100)], "submitted-1"],
    ["backed", [stated("accepted", 1), stated("accepted", 100, "not-satisfied")], "accepted-1"],
  ] as const)("is %s", (backing, attestations, decisive) => {
    for (const order of [[...attestations], attestations.toReversed()]) {
      const standing = standingOf("t.1.1.a", order, { objectives, grade: 2, now });
      expect([standing.backing, standing.decisive?.id]).toEqual([backing, decisive]);
    }
    expect(standingOf("t.1.1.b", attestations, { objectives, grade: 2, now }).backing).toBe("none");
  });

  it("says what waits beside what is backed, and when that ends", () => {
    const standing = standingOf("t.1.1.a", [stated("submitted", 1), stated("accepted", 300)], { objectives, grade: 2, now });
    expect(standing.waiting?.id).toBe("submitted-1");
    expect(new Date(standing.expiresAt ?? 0).getUTCFullYear()).toBe(2027);
  });
});
