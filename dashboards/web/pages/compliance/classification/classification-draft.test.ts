import { describe, expect, it } from "vitest";
import { type ClassificationFacts, dayStart, factDifferences, factFields, factOf } from "./classification-draft.ts";

const facts = (change: Partial<ClassificationFacts> = {}): ClassificationFacts => ({
  factors: {
    scale: "",
    "business-scope": "",
    "depth-of-use": "",
    "important-systems": "",
    "important-data": "",
    "supply-chain": "",
    "incident-effect": "",
  },
  registrationNo: "",
  criticalInfrastructure: false,
  importantData: false,
  protectionLevel: null,
  selfGradedAt: null,
  registeredAt: null,
  gradeCheckedAt: null,
  majorChangeAt: null,
  ...change,
});

describe("a statement of facts", () => {
  it("keeps the day that was written", () => {
    const day = dayStart("2026-03-01");
    expect(factOf(facts({ selfGradedAt: day }), "selfGradedAt")).toBe("2026-03-01");
    expect(dayStart("")).toBeNull();
  });

  it("differs in every field that differs, and in no other", () => {
    const changed = facts({
      factors: { ...facts().factors, scale: "年取水 2 亿立方米", "supply-chain": " " },
      registeredAt: dayStart("2026-03-01"),
      registrationNo: "JS-1",
      criticalInfrastructure: true,
      protectionLevel: 3,
    });
    expect(factDifferences(facts(), changed)).toEqual([
      "factors.scale",
      "registeredAt",
      "registrationNo",
      "criticalInfrastructure",
      "protectionLevel",
    ]);
    expect(factDifferences(changed, { ...changed })).toEqual([]);
  });

  it("names every field once", () => {
    expect(new Set(factFields).size).toBe(factFields.length);
    expect(factFields).toHaveLength(15);
  });
});
