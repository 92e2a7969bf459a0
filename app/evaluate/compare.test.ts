import { describe, expect, it } from "vitest";
import type { TruthLine } from "../../model/truth/scenario.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";
import { compare } from "./compare.ts";
import { pairKey, SightingBook, type Sightings, worstByPair } from "./sightings.ts";

const line = (asset: string, check: string, status: VerdictStatus, extra: Partial<TruthLine> = {}): TruthLine => ({
  enterprise: "e",
  asset,
  check,
  status,
  ...extra,
});
const because = { key: "common.not-applicable", values: {} };
const later = 60_000;

/** What was said of a check at an asset, from which moments on. */
function said(...pairs: readonly [asset: string, check: string, ...seen: [at: number, status: VerdictStatus][]][]): Sightings {
  return new Map(
    pairs.map(([asset, check, ...seen]) => [pairKey("e", asset, check), seen.map(([at, status]) => ({ at, status, because }))]),
  );
}

describe("compare, what holds from the start", () => {
  it("counts a named fault that was seen as a hit, with the time that it took", () => {
    const { checks, precision, recall } = compare([line("a", "c", "fail")], said(["a", "c", [3000, "fail"]]), later);
    expect(checks).toEqual([
      { check: "c", hits: 1, misses: 0, falseAlarms: 0, confirmed: 0, good: 0, precision: 1, recall: 1, timeToDetect: 3000 },
    ]);
    expect([precision, recall]).toEqual([1, 1]);
  });

  it.each<[string, VerdictStatus]>([
    ["passed", "pass"],
    ["left unknown", "unknown"],
  ])("counts a fault that was %s as a miss", (_words, status) => {
    expect(compare([line("a", "c", "fail")], said(["a", "c", [1, status]]), later)).toMatchObject({ recall: 0, precision: 1 });
  });

  it("counts a fault that was seen and then taken back as a miss", () => {
    expect(compare([line("a", "c", "fail")], said(["a", "c", [1, "fail"], [2, "pass"]]), later).recall).toBe(0);
  });

  it.each<[string, TruthLine[]]>([
    ["where the truth says pass", [line("a", "c", "pass")]],
    ["that the truth does not name", [line("a", "other", "pass")]],
  ])("counts a fail %s as a false alarm, even one that passed again", (_words, truth) => {
    for (const sightings of [said(["a", "c", [1, "fail"]]), said(["a", "c", [1, "pass"], [2, "fail"], [3, "pass"]])]) {
      const { precision, differences } = compare(truth, sightings, later);
      expect(precision).toBe(0);
      expect(differences.map(({ check }) => check)).toContain("c");
    }
  });

  it.each([line("a", "monitor.covered", "pass"), line("a", "c", "not-applicable")])(
    "lets $check arrive at $status by way of a fail, and not go back to one",
    (truth) => {
      const arrived = [2, truth.status] satisfies [number, VerdictStatus];
      expect(compare([truth], said(["a", truth.check, [1, "fail"], arrived]), later).precision).toBe(1);
      expect(compare([truth], said(["a", truth.check, arrived, [3, "fail"]]), later).precision).toBe(0);
    },
  );

  it("says nothing of an asset of which the truth says nothing", () => {
    const sightings = said(["a", "c", [1, "pass"]], ["b", "c", [1, "fail"]]);
    expect(compare([line("a", "c", "pass")], sightings, later).differences).toEqual([]);
  });

  it("lists what was left unknown without calling it a false alarm, nor right", () => {
    const { precision, differences, checks, unknown } = compare(
      [line("a", "c", "pass"), line("b", "c", "pass")],
      said(["a", "c", [1, "unknown"]]),
      later,
    );
    expect(precision).toBe(1);
    expect(checks[0]).toMatchObject({ good: 2, confirmed: 0 });
    expect(differences).toMatchObject([
      { asset: "a", expected: "pass", said: "unknown" },
      { asset: "b", expected: "pass", said: "nothing" },
    ]);
    expect(unknown).toBe(2);
  });
});

describe("compare, what happens on the way", () => {
  const event = line("a", "c", "fail", { from: 10_000, by: 15_000 });

  it("takes an event as seen that was said in its time, though it passed again", () => {
    const sightings = said(["a", "c", [1000, "pass"], [12_000, "fail"], [20_000, "pass"]]);
    expect(compare([line("a", "c", "pass"), event], sightings, later)).toMatchObject({
      recall: 1,
      precision: 1,
      differences: [],
      checks: [{ timeToDetect: 2000, confirmed: 1, good: 1 }],
    });
  });

  it("counts an event that was seen after its time as a miss", () => {
    expect(compare([event], said(["a", "c", [15_001, "fail"]]), later).recall).toBe(0);
  });

  it("counts a fail before the event as a false alarm, whether or not the truth names a good state", () => {
    const sightings = said(["a", "c", [5000, "fail"]]);
    expect(compare([event], sightings, later).precision).toBe(0.5);
    expect(compare([line("a", "c", "pass"), event], sightings, later).precision).toBe(0.5);
  });

  it("gives a fault its time to pass after an event that ends it, and no longer", () => {
    const truth = [event, line("a", "c", "pass", { from: 20_000, by: 25_000 })];
    expect(compare(truth, said(["a", "c", [11_000, "fail"], [24_000, "pass"]]), later)).toMatchObject({
      precision: 1,
      differences: [],
    });
    expect(compare(truth, said(["a", "c", [11_000, "fail"], [26_000, "pass"]]), later).precision).toBe(0.5);
  });

  it("leaves out what has not begun", () => {
    expect(compare([event], new Map(), 9000).differences).toEqual([]);
    expect(compare([event], new Map(), 10_000).differences).toHaveLength(1);
  });
});

describe("SightingBook", () => {
  it("keeps when a status began, with its newest reason", () => {
    const book = new SightingBook();
    const newer = { key: "common.stale", values: {} };
    book.note(new Map([["k", { status: "pass", because }]]), 1);
    book.note(new Map([["k", { status: "pass", because: newer }]]), 2);
    book.note(new Map([["k", { status: "fail", because }]]), 3);
    expect(book.all.get("k")).toEqual([
      { at: 1, status: "pass", because: newer },
      { at: 3, status: "fail", because },
    ]);
  });
});

describe("worstByPair", () => {
  it("takes the worst endpoint for the asset", () => {
    const verdict = (endpointId: string, status: VerdictStatus): Verdict => ({
      enterpriseId: "e",
      siteId: null,
      assetId: "a",
      endpointId,
      checkId: "c",
      status,
      severity: "low",
      because,
      notices: [],
      evidence: [],
      evidenceAt: null,
      judgedAt: 0,
    });
    const worst = worstByPair([verdict("1", "pass"), verdict("2", "fail"), verdict("3", "unknown")]);
    expect(worst.get(pairKey("e", "a", "c"))?.status).toBe("fail");
  });
});
