import { describe, expect, it } from "vitest";
import { sheetSchema } from "../../model/score.ts";
import { checkOf, rules, word, workedSheet } from "./fixtures.ts";
import { scoreSheet } from "./score-sheet.ts";
import { whatIf } from "./what-if.ts";

const proved = { claim: "satisfied", document: true, reviewed: true, valid: true };
/** Proved claims beside the pairs, so that the raw value is high and caps bind. */
const claims = Array.from({ length: 19 }, (_, index) => ({
  id: `t.1.1.claim-${index}`,
  weight: 1,
  method: "EXAMINE",
  attestation: proved,
}));

function sheetOf(pairs: readonly unknown[], assets: Record<string, number>) {
  return sheetSchema.parse({ assets, objectives: [{ id: "t.1.1.tested", weight: 1, method: "TEST", pairs }, ...claims] });
}

function repairsOf(pairs: readonly unknown[], assets: Record<string, number>) {
  const repairs = whatIf({ sheet: sheetOf(pairs, assets), rules, checks: [] });
  return new Map(repairs.map((repair) => [`${repair.assetId} ${repair.checkId}`, repair]));
}

describe("what-if", () => {
  it("gives the gain of each finding of the worked sheet alone", () => {
    const repairs = whatIf({ sheet: workedSheet, rules, checks: [] });
    expect(repairs).toHaveLength(6);
    expect(repairs[0]).toMatchObject({ assetId: "A2", checkId: "opcua.anonymous-write", severity: "critical", together: 1 });
    const repaired = {
      ...workedSheet,
      objectives: workedSheet.objectives.map((objective) => ({
        ...objective,
        pairs: objective.pairs.map((pair): typeof pair =>
          pair[0] === "A2" && pair[3] === "fail" ? [pair[0], pair[1], pair[2], "pass"] : pair,
        ),
      })),
    };
    const after = scoreSheet(repaired, rules).root?.demonstrated ?? 0;
    expect(repairs[0]?.gainAlone).toBeCloseTo(after - 60, 10);
    expect(after).toBeGreaterThan(60);
    expect(
      repairs.slice(1).map(({ gainAlone }) => gainAlone),
      "the cap hides what the others would gain",
    ).toEqual([0, 0, 0, 0, 0]);
  });

  it("shares the lift of a cap equally among the findings that hold it", () => {
    const pairs = [
      ["A", "x.one", "critical", "fail"],
      ["B", "x.one", "critical", "fail"],
    ];
    const repairs = repairsOf(pairs, { A: 3, B: 3 });
    for (const repair of repairs.values()) expect(repair).toMatchObject({ gainAlone: 0, gainTogether: 30, together: 2 });
    expect(repairs.size).toBe(2);
  });

  it("tells a finding that lifts a high cap by itself from one beside which another holds it", () => {
    const pairs = ["A", "B"].flatMap((asset) => [
      [asset, "x.one", "high", "fail"],
      [asset, "x.two", "high", asset === "A" ? "fail" : "pass"],
    ]);
    const repairs = repairsOf(pairs, { A: 4, B: 4 });
    expect(repairs.get("A x.one")?.gainAlone).toBe(0);
    expect(repairs.get("B x.one")?.gainAlone).toBeCloseTo(15, 10);
    expect(repairs.get("A x.two")).toMatchObject({ together: 3 });
  });

  it("shows the cap whose group gives most where a finding holds several", () => {
    const pairs = [
      ["A", "x.one", "critical", "fail"],
      ["B", "x.one", "critical", "fail"],
    ];
    const repairs = repairsOf(pairs, { A: 5, B: 3 });
    expect(repairs.get("A x.one")).toMatchObject({ gainAlone: 0, gainTogether: 30, together: 2 });
  });

  it("ranks by gain for effort and names the repair by its check", () => {
    const pairs = [
      ["A", "x.dear", "medium", "fail"],
      ["A", "x.cheap", "low", "fail"],
    ];
    const checks = [
      { ...checkOf("x.dear", "medium"), effort: 10 },
      { ...checkOf("x.cheap", "low"), effort: 0.5 },
    ];
    const repairs = whatIf({ sheet: sheetOf(pairs, { A: 3 }), rules, checks });
    expect(repairs.map(({ checkId, effort, gainAlone, title }) => [checkId, effort, gainAlone, title])).toEqual([
      ["x.cheap", 0.5, 1, word],
      ["x.dear", 10, 4, word],
    ]);
  });

  it("has nothing to say where nothing fails or nothing counts", () => {
    expect(repairsOf([["A", "x.one", "high", "unknown"]], { A: 3 }).size).toBe(0);
    expect(whatIf({ sheet: sheetSchema.parse({ assets: {}, objectives: [] }), rules, checks: [] })).toEqual([]);
  });
});
