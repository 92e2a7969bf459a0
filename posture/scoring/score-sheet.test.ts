import { describe, expect, it } from "vitest";
import { Problem } from "../../model/problem.ts";
import { displayPercent, type SheetResult, sheetSchema } from "../../model/score.ts";
import { rules } from "./fixtures.ts";
import { scoreSheet } from "./score-sheet.ts";
import { sheetResult } from "./sheet-result.ts";

type Objective = Record<string, unknown>;

/** A sheet of one control `t.1.1` unless the objectives say otherwise. */
function sheetOf(objectives: readonly Objective[], assets: Record<string, number> = { A: 4, B: 2 }) {
  return sheetSchema.parse({
    assets,
    objectives: objectives.map((objective, index) => ({ id: `t.1.1.${index + 1}`, weight: 1, method: "TEST", ...objective })),
  });
}

function resultOf(objectives: readonly Objective[], assets?: Record<string, number>): SheetResult {
  const sheet = sheetOf(objectives, assets);
  return sheetResult(sheet, scoreSheet(sheet, rules));
}

const proved = { claim: "satisfied", document: true, reviewed: true, valid: true };
const claim = (over: object) => ({ method: "EXAMINE", attestation: { ...proved, ...over } });

describe("rule 1: the two-step mean", () => {
  it("takes the ratio of each asset before the mean over assets", () => {
    const many = Array.from({ length: 20 }, (_, index) => ["A", `x.check-${index}`, "medium", "pass"]);
    const result = resultOf([{ pairs: [...many, ["B", "x.other", "medium", "fail"]] }], { A: 1, B: 1 });
    expect(result.objectives["t.1.1.1"]).toEqual({ demonstrated: 50, potential: 50, coverage: 100 });
  });

  it("weighs a pair by its nominal severity, whatever severity its finding has", () => {
    const pairs = [
      ["A", "x.one", "critical", "fail", "low"],
      ["A", "x.two", "medium", "pass"],
    ];
    expect(resultOf([{ pairs }]).objectives["t.1.1.1"]?.demonstrated).toBeCloseTo((4 / 14) * 100, 12);
  });

  it("takes the enterprise itself as an asset of criticality 3", () => {
    const pairs = [
      [null, "x.range", "high", "pass"],
      ["A", "x.range", "high", "unknown"],
    ];
    expect(resultOf([{ pairs }]).objectives["t.1.1.1"]).toEqual({
      demonstrated: 300 / 7,
      potential: 100,
      coverage: 300 / 7,
    });
  });

  it("takes the worst of several endpoints: fail, unknown, pass, not-applicable", () => {
    const worst = (...statuses: string[]) =>
      resultOf([{ pairs: statuses.map((status) => ["A", "x.one", "medium", status]) }]).objectives["t.1.1.1"];
    expect(worst("pass", "fail", "unknown")).toEqual({ demonstrated: 0, potential: 0, coverage: 100 });
    expect(worst("pass", "unknown", "not-applicable")).toEqual({ demonstrated: 0, potential: 100, coverage: 0 });
    expect(worst("not-applicable", "pass")).toEqual({ demonstrated: 100, potential: 100, coverage: 100 });
  });
});

describe("rule 3: an empty scope", () => {
  const unknown = { demonstrated: 0, potential: 100, coverage: 0 };
  it("is unknown, never full marks", () => {
    const result = resultOf([{ pairs: [["A", "x.one", "high", "not-applicable"]] }, {}]);
    expect(result.objectives).toEqual({ "t.1.1.1": unknown, "t.1.1.2": unknown });
    expect(result.enterprise).toEqual(unknown);
  });

  it("leaves the sum only by a statement that is reviewed and in date, and only while it is empty", () => {
    const none = { reviewed: true, valid: true };
    const pairs = [["A", "x.one", "medium", "fail"]];
    const result = resultOf([
      { none },
      { none: { ...none, reviewed: false } },
      { none: { ...none, valid: false } },
      { none, pairs },
    ]);
    expect(result.objectives).toEqual({
      "t.1.1.1": null,
      "t.1.1.2": unknown,
      "t.1.1.3": unknown,
      "t.1.1.4": { demonstrated: 0, potential: 0, coverage: 100 },
    });
  });
});

describe("rule 5: claims", () => {
  it.each([
    ["none", { method: "EXAMINE", attestation: null }, [0, 100, 0]],
    ["satisfied, backed", claim({}), [100, 100, 100]],
    ["partial, backed", claim({ claim: "partial" }), [50, 50, 100]],
    ["satisfied without document", claim({ document: false }), [0, 100, 0]],
    ["satisfied, not reviewed", claim({ reviewed: false }), [0, 100, 0]],
    ["satisfied, expired", claim({ valid: false }), [0, 100, 0]],
    ["partial, expired", claim({ claim: "partial", valid: false }), [0, 50, 0]],
    ["not satisfied", claim({ claim: "not-satisfied" }), [0, 0, 100]],
    [
      "not satisfied, without anything",
      claim({ claim: "not-satisfied", document: false, reviewed: false, valid: false }),
      [0, 0, 100],
    ],
    ["not applicable, not backed", claim({ claim: "not-applicable", reviewed: false }), [0, 100, 0]],
  ])("%s", (_name, objective, [demonstrated, potential, coverage]) => {
    expect(resultOf([objective]).objectives["t.1.1.1"]).toEqual({ demonstrated, potential, coverage });
  });

  it("not applicable, backed, leaves the sum", () => {
    const result = resultOf([claim({ claim: "not-applicable" }), claim({})]);
    expect(result.objectives["t.1.1.1"]).toBeNull();
    expect(result.enterprise?.demonstrated).toBe(100);
  });
});

describe("rules 6 and 7: what counts", () => {
  it("keeps what is only encouraged out of the number and counts it on its own", () => {
    const sheet = sheetOf([
      claim({}),
      { ...claim({}), basis: "encouraged" },
      { ...claim({ reviewed: false }), basis: "encouraged" },
      { ...claim({ claim: "not-applicable" }), basis: "encouraged" },
    ]);
    const scored = scoreSheet(sheet, rules);
    expect(scored.encouraged).toEqual({ met: 1, of: 2 });
    expect(scored.root?.demonstrated).toBe(100);
    expect(sheetResult(sheet, scored).objectives["t.1.1.2"]).toBeNull();
  });

  it("lets a level with nothing to count leave the level above, and the score be null where nothing counts at all", () => {
    const away = claim({ claim: "not-applicable" });
    const result = resultOf([away, { ...claim({}), id: "t.2.1.a" }]);
    expect([result.tasks["t.1"], result.controls["t.1.1"]]).toEqual([null, null]);
    expect(result.enterprise?.demonstrated).toBe(100);
    expect(resultOf([away]).enterprise).toBeNull();
    expect(resultOf([]).enterprise).toBeNull();
  });

  it("weighs tasks and controls by the sheet, 1 where it names none", () => {
    const sheet = sheetSchema.parse({
      assets: {},
      taskWeight: { "t.1": 3 },
      controlWeight: { "t.1.2": 2 },
      objectives: [
        { id: "t.1.1.a", weight: 1, ...claim({}) },
        { id: "t.1.2.a", weight: 5, ...claim({ claim: "not-satisfied" }) },
        { id: "t.2.1.a", weight: 1, ...claim({}) },
      ],
    });
    const { tasks, enterprise } = sheetResult(sheet, scoreSheet(sheet, rules));
    expect(tasks["t.1"]?.demonstrated).toBe(100 / 3);
    expect(enterprise?.demonstrated).toBe(50);
  });
});

describe("rules 8 and 9: caps", () => {
  /** Nineteen proved claims beside the pairs, so that the raw value is high and a cap shows. */
  const capped = (pairs: readonly unknown[], over: object = {}, assets?: Record<string, number>) =>
    resultOf([{ pairs, ...over }, ...Array.from({ length: 19 }, () => claim({}))], assets);
  const capOf = (...given: Parameters<typeof capped>) => capped(...given).controls["t.1.1"]?.cap;

  it("caps at 40 for a critical finding on an asset of criticality 3 or more, else at 70", () => {
    expect(capOf([["A", "x.one", "critical", "fail"]], {}, { A: 3 })).toBe(40);
    expect(capOf([["A", "x.one", "critical", "fail"]], {}, { A: 2 })).toBe(70);
    expect(capOf([[null, "x.one", "critical", "fail"]])).toBe(40);
  });

  it("caps for high findings by the share of criticality that they touch, each asset once", () => {
    const pairs = [
      ["A", "x.one", "high", "fail"],
      ["A", "x.two", "high", "fail"],
      ["B", "x.one", "high", "pass"],
    ];
    expect(capOf(pairs)).toBe(100 - 30 * (4 / 6));
  });

  it("lets the finding's own severity decide, and the lowest cap hold", () => {
    expect(capOf([["A", "x.one", "low", "fail", "critical"]])).toBe(40);
    expect(capOf([["A", "x.one", "critical", "fail", "medium"]])).toBeUndefined();
    const both = [
      ["A", "x.one", "high", "fail"],
      ["B", "x.two", "critical", "fail"],
    ];
    expect(capOf(both), "critical on criticality 2 caps at 70, high at 80").toBe(70);
  });

  it("bounds demonstrated and potential alike and keeps the raw values beside them", () => {
    const level = capped([["A", "x.one", "critical", "fail"]], {}, { A: 3 }).controls["t.1.1"];
    expect(level).toMatchObject({
      demonstrated: 40,
      potential: 40,
      coverage: 100,
      raw: { demonstrated: 95, potential: 95 },
      cap: 40,
    });
    expect(level?.because?.["zh-CN"]).toContain("x.one");
  });

  it("says nothing where a cap lowers nothing", () => {
    const result = resultOf([{ pairs: [["A", "x.one", "critical", "fail"]] }], { A: 3 });
    expect(result.controls["t.1.1"]).toEqual({ demonstrated: 0, potential: 0, coverage: 100 });
  });

  it.each([
    ["house rules", [["A", "x.one", "critical", "fail"]], { basis: "house" }],
    ["secondary judgements", [["A", "x.one", "critical", "fail"]], { secondary: ["x.one"] }],
    ["the monitor's own checks", [["A", "monitor.fresh", "critical", "fail"]], {}],
    ["encouraged objectives", [["A", "x.one", "critical", "fail"]], { basis: "encouraged" }],
    ["what is unknown", [["A", "x.one", "critical", "unknown"]], {}],
  ])("never caps for %s", (_name, pairs, over) => {
    const { controls, enterprise } = capped(pairs, over, { A: 5 });
    expect([controls["t.1.1"]?.cap, enterprise?.cap]).toEqual([undefined, undefined]);
  });

  it("caps the enterprise at 60 for a critical finding on criticality 4 or 5 only", () => {
    const elsewhere = { id: "t.2.1.a", weight: 1, ...claim({}) };
    const enterpriseOf = (criticality: number) => {
      const sheet = sheetSchema.parse({
        assets: { A: criticality },
        taskWeight: { "t.2": 9 },
        objectives: [{ id: "t.1.1.a", weight: 1, method: "TEST", pairs: [["A", "x.one", "critical", "fail"]] }, elsewhere],
      });
      return sheetResult(sheet, scoreSheet(sheet, rules)).enterprise;
    };
    expect(enterpriseOf(3)).toEqual({ demonstrated: 90, potential: 90, coverage: 100 });
    expect(enterpriseOf(4)).toMatchObject({ demonstrated: 60, potential: 60, raw: { demonstrated: 90, potential: 90 }, cap: 60 });
  });
});

describe("a pair that stands in two objectives with different severities", () => {
  it.each([
    ["critical", "low"],
    ["low", "critical"],
  ])("caps by the worse of %s and %s, in whichever order they come", (first, second) => {
    const pairs = (severity: string) => [
      ["A", "x.one", "low", "fail", severity],
      ["A", "x.two", "critical", "pass"],
    ];
    const result = resultOf([
      { id: "t.1.1.a", pairs: pairs(first) },
      { id: "t.1.1.b", pairs: pairs(second) },
    ]);
    expect(result.controls["t.1.1"]?.cap).toBe(40);
  });
});

describe("a sheet that contradicts itself", () => {
  const codeOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error instanceof Problem ? error.code : error;
    }
    return undefined;
  };
  it("is refused with a code", () => {
    expect(codeOf(() => resultOf([{ pairs: [["Z", "x.one", "high", "pass"]] }]))).toBe("sheet-asset-unknown");
    expect(codeOf(() => resultOf([{ pairs: [["toString", "x.one", "high", "pass"]] }]))).toBe("sheet-asset-unknown");
    expect(codeOf(() => resultOf([{ id: "t.1.1.a" }, { id: "t.1.1.a" }]))).toBe("sheet-objective-twice");
  });
});

describe("display", () => {
  it("rounds half up to one decimal", () => {
    expect([60.15, 60.25, 40.35, 99.95, 0, 100, 1100 / 15].map(displayPercent)).toEqual([
      "60.2",
      "60.3",
      "40.4",
      "100.0",
      "0.0",
      "100.0",
      "73.3",
    ]);
  });
});
