import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hour } from "../../model/instant.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { message } from "../../model/messages/index.ts";
import type { Severity } from "../../model/severity.ts";
import { type Verdict, verdictStatuses } from "../../model/verdict.ts";
import { runToEnd } from "../steps.ts";
import type { SheetInput } from "./build-sheet.ts";
import { catalogOf, checkOf } from "./fixtures.ts";
import { groundPairs } from "./pair-ground.ts";
import { type KeptScore, scoreEnterprise, scoreInSteps } from "./score-enterprise.ts";

const start = Date.parse("2026-11-24T08:00:00Z");
const assetIds = ["a1", "a2", "a3"];
const nominal: Readonly<Record<string, Severity>> = { "x.door": "critical", "x.gate": "high", "x.lamp": "medium" };
const checks = Object.entries(nominal).map(([id, severity]) => checkOf(id, severity));
const judge = (check: string, as = "primary") => ({ check, as });
const tested = (valid: object, ...judgedBy: object[]) => ({ method: "TEST", basis: ["D"], valid, judgedBy });
const catalog = catalogOf({
  a: tested({ hours: 24 }, judge("x.door"), judge("x.gate")),
  b: tested({ days: 7 }, judge("x.lamp"), judge("x.door", "secondary")),
});
const inventory = inventorySchema.parse({
  enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
  sites: [{ id: "site", name: "Site", collectors: [{ id: "c1" }] }],
  assets: assetIds.map((id, index) => ({ id, name: id, site: "site", role: "server", criticality: 5 - index })),
});

const change = fc.oneof(
  fc.record({
    kind: fc.constant("verdict" as const),
    assetId: fc.constantFrom(null, ...assetIds),
    checkId: fc.constantFrom(...Object.keys(nominal)),
    status: fc.constantFrom(...verdictStatuses),
    ageHours: fc.integer({ min: 0, max: 200 }),
  }),
  fc.record({ kind: fc.constant("gone" as const), index: fc.nat({ max: 11 }) }),
  fc.record({ kind: fc.constant("time" as const), hours: fc.integer({ min: -30, max: 60 }) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function applied(state: SheetInput, one: Change): SheetInput {
  if (one.kind === "time") return { ...state, now: state.now + one.hours * hour };
  if (one.kind === "gone") return { ...state, verdicts: state.verdicts.filter((_verdict, index) => index !== one.index) };
  const { assetId, checkId, status, ageHours } = one;
  const others = state.verdicts.filter((verdict) => verdict.assetId !== assetId || verdict.checkId !== checkId);
  const head = { checkId, enterpriseId: "works", siteId: null, assetId, endpointId: null, status, severity: "high" as const };
  const ground = { because: message("common.not-applicable"), notices: [], evidence: [], judgedAt: state.now };
  const verdict: Verdict = { ...head, ...ground, evidenceAt: state.now - ageHours * hour };
  return { ...state, verdicts: [...others, verdict] };
}

describe("a score that goes on from the one before", () => {
  it("is the one from scratch, when verdicts change and when only time goes by", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 15 }), (changes) => {
        let state: SheetInput = { catalog, inventory, verdicts: [], findings: [], attestations: [], checks, now: start };
        let ground = groundPairs(state);
        let kept: KeptScore | undefined;
        for (const one of changes) {
          state = applied(state, one);
          ground = groundPairs(state, ground);
          kept = runToEnd(scoreInSteps(state, ground, kept));
          expect(kept.score).toEqual(scoreEnterprise(state));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("takes over the lines of objectives in which nothing changed", () => {
    const verdictOf = (checkId: string): Change => ({ kind: "verdict", assetId: "a1", checkId, status: "pass", ageHours: 0 });
    const empty: SheetInput = { catalog, inventory, verdicts: [], findings: [], attestations: [], checks, now: start };
    const first = ["x.door", "x.gate", "x.lamp"].map(verdictOf).reduce(applied, empty);
    const ground = groundPairs(first);
    const before = runToEnd(scoreInSteps(first, ground));
    const later = applied(first, { kind: "verdict", assetId: "a2", checkId: "x.gate", status: "fail", ageHours: 0 });
    const after = runToEnd(scoreInSteps(later, groundPairs(later, ground), before));
    const line = ({ score }: KeptScore, index: number) => score.root?.children[0]?.children[0]?.children[index];
    expect(line(after, 1)).toBe(line(before, 1));
    expect(line(after, 0)).not.toEqual(line(before, 0));
  });
});
