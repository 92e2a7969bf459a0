import { describe, expect, it } from "vitest";
import type { TruthLine } from "../../model/truth/scenario.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import { compare, pairKey, type Said } from "./compare.ts";

const line = (asset: string, check: string, status: VerdictStatus, extra: Partial<TruthLine> = {}): TruthLine => ({
  enterprise: "e",
  asset,
  check,
  status,
  ...extra,
});
const because = { key: "common.not-applicable", values: {} };
const said = (pairs: readonly [asset: string, check: string, status: VerdictStatus][]): ReadonlyMap<string, Said> =>
  new Map(pairs.map(([asset, check, status]) => [pairKey("e", asset, check), { status, because }]));
const failedAt = (...pairs: readonly [asset: string, check: string, at: number][]) =>
  new Map(pairs.map(([asset, check, at]) => [pairKey("e", asset, check), at]));

describe("compare", () => {
  it("counts a named fault that was seen as a hit, with the time that it took", () => {
    const { checks, precision, recall } = compare(
      [line("a", "c", "fail", { from: 1000 })],
      said([["a", "c", "fail"]]),
      failedAt(["a", "c", 4000]),
    );
    expect(checks).toEqual([
      { check: "c", hits: 1, misses: 0, falseAlarms: 0, confirmed: 0, good: 0, precision: 1, recall: 1, timeToDetect: 3000 },
    ]);
    expect([precision, recall]).toEqual([1, 1]);
  });

  it.each<[string, VerdictStatus]>([
    ["passed", "pass"],
    ["left unknown", "unknown"],
  ])("counts a fault that was %s as a miss", (_words, status) => {
    expect(compare([line("a", "c", "fail")], said([["a", "c", status]]), new Map())).toMatchObject({ recall: 0, precision: 1 });
  });

  it("counts a fault that was seen after its time as a miss", () => {
    expect(compare([line("a", "c", "fail", { by: 2000 })], said([["a", "c", "fail"]]), failedAt(["a", "c", 2001])).recall).toBe(
      0,
    );
  });

  it.each<[string, TruthLine[]]>([
    ["where the truth says pass", [line("a", "c", "pass")]],
    ["that the truth does not name", [line("a", "other", "pass")]],
  ])("counts a fail %s as a false alarm", (_words, truth) => {
    const { precision, differences } = compare(truth, said([["a", "c", "fail"]]), failedAt(["a", "c", 1]));
    expect(precision).toBe(0);
    expect(differences.some(({ check, said: answer }) => check === "c" && answer === "fail")).toBe(true);
  });

  it("says nothing of an asset of which the truth says nothing", () => {
    expect(
      compare(
        [line("a", "c", "pass")],
        said([
          ["a", "c", "pass"],
          ["b", "c", "fail"],
        ]),
        new Map(),
      ).differences,
    ).toEqual([]);
  });

  it("lists what was left unknown without calling it a false alarm", () => {
    const { precision, differences, checks } = compare([line("a", "c", "pass")], said([["a", "c", "unknown"]]), new Map());
    expect(precision).toBe(1);
    expect(checks[0]).toMatchObject({ good: 1, confirmed: 0 });
    expect(differences).toMatchObject([{ expected: "pass", said: "unknown" }]);
  });
});
