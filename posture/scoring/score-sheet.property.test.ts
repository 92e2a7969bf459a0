import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pair, Sheet } from "../../model/score.ts";
import { rules } from "./fixtures.ts";
import { add, compare, type Fraction, one, sum, zero } from "./fraction.ts";
import { openLedger, reckon } from "./reckon.ts";
import { type ExactLine, explain, pairsOfLine, scoreSheet } from "./score-sheet.ts";
import { mapPairs, sheets } from "./testing/sheet-arbitrary.ts";
import { whatIf } from "./what-if.ts";

const runs = { numRuns: 500 };

function rootOf(sheet: Sheet) {
  return reckon(openLedger(sheet, rules));
}

/** Neither number of `after` is above that of `before`; a score that is not there claims nothing. */
function expectNotRaised(before: Sheet, after: Sheet): void {
  const [old, now] = [rootOf(before), rootOf(after)];
  if (old === null || now === null) return;
  expect(compare(now.level.demonstrated, old.level.demonstrated), "demonstrated").toBeLessThanOrEqual(0);
  expect(compare(now.level.potential, old.level.potential), "potential").toBeLessThanOrEqual(0);
}

/** Points of all leaves and cap lines below. */
function total(line: ExactLine): Fraction {
  const { capPoints, children, points, node } = line;
  const pairs = pairsOfLine(line);
  if (children.length === 0 && pairs.length === 0) return node.kind === "objective" ? points : capPoints;
  return sum([capPoints, ...pairs.map((pair) => pair.points), ...children.map(total)]);
}

describe("every score", () => {
  it("is explained by lines that add up to it exactly", () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const root = rootOf(sheet);
        if (root === null) return;
        expect(compare(total(explain(root)), root.level.demonstrated)).toBe(0);
      }),
      runs,
    );
  });

  it("is explained at every level by its children and its own cap line", () => {
    const check = (line: ExactLine): void => {
      const below = [...line.children, ...pairsOfLine(line)].map(({ points }) => points);
      if (below.length > 0) expect(compare(add(sum(below), line.capPoints), line.points)).toBe(0);
      line.children.forEach(check);
    };
    fc.assert(
      fc.property(sheets, (sheet) => {
        const root = rootOf(sheet);
        if (root !== null) check(explain(root));
      }),
      runs,
    );
  });

  it("lies between 0 and 100, demonstrated never above potential", () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const root = rootOf(sheet);
        if (root === null) return;
        const { demonstrated, potential, coverage } = root.level;
        const rising = [zero, demonstrated, potential, one];
        for (const [index, value] of rising.entries()) expect(compare(value, rising[index + 1] ?? one)).toBeLessThanOrEqual(0);
        expect(compare(zero, coverage)).toBeLessThanOrEqual(0);
        expect(compare(coverage, one)).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it("does not depend on the order of anything", () => {
    const shuffled = sheets.chain((sheet) =>
      fc
        .tuple(
          fc.shuffledSubarray(sheet.objectives, { minLength: sheet.objectives.length }),
          fc.shuffledSubarray(Object.entries(sheet.assets), { minLength: Object.keys(sheet.assets).length }),
        )
        .map(([objectives, assets]) => ({
          sheet,
          other: {
            ...sheet,
            assets: Object.fromEntries(assets),
            objectives: objectives.map((objective) => ({ ...objective, pairs: objective.pairs.toReversed() })),
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ sheet, other }) => {
        expect(scoreSheet(other, rules)).toEqual(scoreSheet(sheet, rules));
        expect(whatIf({ sheet: other, rules, checks: [] })).toEqual(whatIf({ sheet, rules, checks: [] }));
      }),
      { numRuns: 200 },
    );
  });
});

describe("no score is raised", () => {
  const turned =
    (from: Pair[3], to: Pair[3], chosen: (pair: Pair) => boolean) =>
    (pair: Pair): Pair =>
      pair[3] === from && chosen(pair) ? [pair[0], pair[1], pair[2], to, pair[4] ?? pair[2]] : pair;

  it("by a pass that goes stale", () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom("A1", "A2", "A3"), (sheet, asset) => {
        expectNotRaised(
          sheet,
          mapPairs(
            sheet,
            turned("pass", "unknown", ([id]) => id === asset),
          ),
        );
      }),
      runs,
    );
  });

  it("by a new fail, or by one that was unknown", () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom<Pair[3]>("pass", "unknown"), (sheet, status) => {
        expectNotRaised(
          sheet,
          mapPairs(
            sheet,
            turned(status, "fail", ([id]) => id === "A1"),
          ),
        );
      }),
      runs,
    );
  });

  it("by a claim that has no backing where there was none", () => {
    fc.assert(
      fc.property(
        sheets,
        fc.constantFrom("satisfied", "partial", "not-satisfied", "not-applicable"),
        fc.constantFrom("document", "reviewed", "valid"),
        (sheet, claim, lacking) => {
          const attestation = { claim, document: true, reviewed: true, valid: true, [lacking]: false };
          const claimed = sheet.objectives.map((one) => (one.attestation === null ? { ...one, attestation } : one));
          expectNotRaised(sheet, { ...sheet, objectives: claimed });
        },
      ),
      runs,
    );
  });

  it("by a statement of no such asset that nobody reviewed or that is out of date", () => {
    fc.assert(
      fc.property(sheets, fc.boolean(), (sheet, reviewed) => {
        const without = sheet.objectives.map(({ none: _none, ...one }) => one);
        const stated = without.map((one) => ({ ...one, none: { reviewed, valid: !reviewed } }));
        expectNotRaised({ ...sheet, objectives: without }, { ...sheet, objectives: stated });
      }),
      runs,
    );
  });
});

describe("putting a finding right", () => {
  it("never lowers a number, and gains what what-if foretold", () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const repairs = whatIf({ sheet, rules, checks: [] });
        const before = scoreSheet(sheet, rules).root;
        for (const { assetId, checkId, gainAlone } of repairs) {
          const repaired = mapPairs(sheet, (pair) =>
            pair[0] === assetId && pair[1] === checkId && pair[3] === "fail" ? [pair[0], pair[1], pair[2], "pass"] : pair,
          );
          // An asset has one pair a check, the worst: an unknown beside the fail would take its place.
          const known = mapPairs(repaired, (pair) =>
            pair[0] === assetId && pair[1] === checkId && pair[3] === "unknown" ? [pair[0], pair[1], pair[2], "pass"] : pair,
          );
          expectNotRaised(repaired, sheet);
          const after = scoreSheet(onlyWhereItFailed(sheet, repaired, known), rules).root;
          expect((after?.demonstrated ?? 0) - (before?.demonstrated ?? 0)).toBeCloseTo(gainAlone, 9);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Takes the objectives in which the repair changed something from `known`, the others as they were. */
function onlyWhereItFailed(sheet: Sheet, repaired: Sheet, known: Sheet): Sheet {
  const objectives = sheet.objectives.map((objective, index) => {
    const changed = JSON.stringify(repaired.objectives[index]) !== JSON.stringify(objective);
    return (changed ? known.objectives[index] : objective) ?? objective;
  });
  return { ...sheet, objectives };
}
