import fc from "fast-check";
import { type Sheet, type SheetObjective, sheetSchema } from "../../../model/score.ts";
import { severities } from "../../../model/severity.ts";
import { verdictStatuses } from "../../../model/verdict.ts";

/** Sheets of every shape for property tests: few names, so that assets, checks and controls meet often. */

const assets = ["A1", "A2", "A3", "A4"];
const checkIds = ["opcua.mode-none", "opcua.anonymous-write", "modbus.cleartext", "net.zone-crossing", "monitor.fresh"];
const weights = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0.5, 1.25));

const pair = fc
  .record({
    asset: fc.option(fc.constantFrom(...assets), { nil: null }),
    check: fc.integer({ min: 0, max: checkIds.length - 1 }),
    status: fc.constantFrom(...verdictStatuses),
    own: fc.constantFrom(...severities),
  })
  // A check has one nominal severity for good.
  .map(({ asset, check, status, own }) => [
    asset,
    checkIds[check] ?? "",
    severities[check % severities.length] ?? "low",
    status,
    own,
  ]);

const attestation = fc.option(
  fc.record({
    claim: fc.constantFrom("satisfied", "partial", "not-satisfied", "not-applicable"),
    document: fc.boolean(),
    reviewed: fc.boolean(),
    valid: fc.boolean(),
  }),
  { nil: null },
);

const objective = fc.record({
  id: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }), fc.constantFrom("a", "b", "c")),
  weight: weights,
  method: fc.constantFrom("TEST", "TEST-r", "EXAMINE"),
  basis: fc.constantFrom("opinions", "opinions", "measures", "standard", "house", "encouraged"),
  secondary: fc.subarray(checkIds, { maxLength: 2 }),
  pairs: fc.array(pair, { maxLength: 12 }),
  attestation,
  none: fc.option(fc.record({ reviewed: fc.boolean(), valid: fc.boolean() }), { nil: undefined }),
});

export const sheets: fc.Arbitrary<Sheet> = fc
  .record({
    criticality: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: assets.length, maxLength: assets.length }),
    taskWeight: fc.dictionary(fc.constantFrom("t.1", "t.2", "t.3"), weights),
    controlWeight: fc.dictionary(fc.constantFrom("t.1.1", "t.1.2", "t.2.1", "t.3.1"), weights),
    objectives: fc.uniqueArray(objective, { maxLength: 10, selector: ({ id }) => id.join(".") }),
  })
  .map(({ criticality, objectives, ...rest }) =>
    sheetSchema.parse({
      ...rest,
      assets: Object.fromEntries(assets.map((asset, index) => [asset, criticality[index] ?? 1])),
      objectives: objectives.map(({ id, none, ...own }) => ({ ...own, id: `t.${id.join(".")}`, ...(none ? { none } : {}) })),
    }),
  );

/** The sheet with every pair of its TEST objectives mapped. */
export function mapPairs(sheet: Sheet, map: (pair: SheetObjective["pairs"][number]) => SheetObjective["pairs"][number]): Sheet {
  return { ...sheet, objectives: sheet.objectives.map((one) => ({ ...one, pairs: one.pairs.map(map) })) };
}
