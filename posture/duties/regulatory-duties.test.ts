import { describe, expect, it } from "vitest";
import { catalogFolders } from "../../catalogs/index.ts";
import { loadBuiltin } from "../../catalogs/testing/load-builtin.ts";
import type { Attestation } from "../../model/attestation.ts";
import { type ClassificationFacts, noFacts } from "../../model/classification.ts";
import { day } from "../../model/instant.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import { type DutyGround, runningClocks, standingDuties } from "./regulatory-duties.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const [miitFolder = ""] = catalogFolders();
const miit = await loadBuiltin(miitFolder);

function ground(
  grade: Enterprise["grade"],
  facts: Partial<ClassificationFacts> = {},
  attestations: Attestation[] = [],
): DutyGround {
  return { enterprise: { types: ["N"], grade }, facts: { ...noFacts, ...facts }, attestations, now };
}

function backed(objectiveId: string, issuedAt: number, over: Partial<Attestation> = {}): Attestation {
  return {
    id: objectiveId,
    enterpriseId: "works",
    about: { kind: "objective", objectiveId, claim: "satisfied" },
    state: "accepted",
    documents: [{ name: "x.pdf", sha256: "0".repeat(64) }],
    remark: "",
    issuedAt,
    validUntil: null,
    by: "li",
    madeAt: issuedAt,
    authors: ["li"],
    review: { by: "wang", at: issuedAt, reason: "" },
    version: 2,
    ...over,
  };
}

const standing = (id: string, given: DutyGround) => standingDuties(miit, given).find(({ duty }) => duty.id === `miit.duty.${id}`);

describe("duties", () => {
  it("of an assessment follow the grade: yearly, every two years, or without a period", () => {
    const last = Date.parse("2026-03-10T00:00:00Z");
    const at = (grade: Enterprise["grade"]) => standing("conformity-assessment", ground(grade, {}, [backed("miit.6.1.a", last)]));
    expect(at(3)).toMatchObject({ state: "due", lastDone: last, dueAt: Date.parse("2027-03-10T00:00:00Z") });
    expect(at(2)).toMatchObject({ state: "due", dueAt: Date.parse("2028-03-10T00:00:00Z") });
    expect(at(1)).toBeUndefined();
    expect(standing("risk-assessment", ground(1))).toMatchObject({ state: "no-period", dueAt: null });
  });

  it("are overdue once their date has passed, and owed where nobody has backed anything", () => {
    const old = backed("miit.6.1.a", now - 400 * day);
    expect(standing("conformity-assessment", ground(3, {}, [old]))?.state).toBe("overdue");
    expect(standing("conformity-assessment", ground(3))).toMatchObject({ state: "owed", lastDone: null });
    for (const lame of [{ state: "submitted" as const }, { documents: [] }]) {
      expect(standing("conformity-assessment", ground(3, {}, [backed("miit.6.1.a", now - day, lame)]))?.state).toBe("owed");
    }
  });

  it("of a new grading run three months from a major change until it is done", () => {
    const change = Date.parse("2026-10-31T00:00:00Z");
    expect(standing("regrading", ground(2))?.state).toBe("done");
    expect(standing("regrading", ground(2, { majorChangeAt: change, selfGradedAt: change - day }))).toMatchObject({
      state: "due",
      dueAt: Date.parse("2027-01-31T00:00:00Z"),
    });
    expect(standing("regrading", ground(2, { majorChangeAt: change - 365 * day }))?.state).toBe("overdue");
    expect(standing("regrading", ground(2, { majorChangeAt: change, selfGradedAt: change + day }))?.state).toBe("done");
  });

  it("concern those who have what they are about", () => {
    expect(standing("important-data", ground(2))).toBeUndefined();
    expect(standing("important-data", ground(2, { importantData: true }))?.state).toBe("owed");
    expect(standing("protected-systems", ground(2))).toBeUndefined();
    const assessed = [backed("miit.2.3.c", Date.parse("2026-01-01T00:00:00Z"))];
    const dueAt = (protectionLevel: 2 | 3) => standing("protected-systems", ground(2, { protectionLevel }, assessed))?.dueAt;
    expect([dueAt(2), dueAt(3)]).toEqual([Date.parse("2028-01-01T00:00:00Z"), Date.parse("2027-01-01T00:00:00Z")]);
  });
});

describe("clocks", () => {
  const hours = (facts: Partial<ClassificationFacts>) =>
    runningClocks(miit, ground(2, facts)).map(({ id, withinHours }) => [id, withinHours]);

  it("give four hours, and one at critical information infrastructure", () => {
    expect(hours({})).toContainEqual(["miit.clock.incident", 4]);
    expect(hours({}).map(([id]) => id)).not.toContain("miit.clock.critical-infrastructure");
    expect(hours({ criticalInfrastructure: true })).toContainEqual(["miit.clock.critical-infrastructure", 1]);
    expect(hours({ criticalInfrastructure: true }).map(([id]) => id)).not.toContain("miit.clock.incident");
  });

  it("for data run where there is any", () => {
    expect(hours({}).map(([id]) => id)).not.toContain("miit.clock.data");
    expect(hours({ importantData: true })).toContainEqual(["miit.clock.data", null]);
  });
});
