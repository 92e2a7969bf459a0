import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../catalogs/catalog.ts";
import { loadBuiltin } from "../catalogs/testing/load-builtin.ts";
import type { Finding } from "../model/finding.ts";
import { type Verdict, verdictKey } from "../model/verdict.ts";
import { type Assessment, assessInSteps } from "./assess.ts";
import { runToEnd } from "./steps.ts";
import { happening, PlantLife } from "./testing/plant-life.ts";

let catalogs: readonly Catalog[];
beforeAll(async () => {
  catalogs = await Promise.all(["miit", "pi"].map((id) => loadBuiltin(join(import.meta.dirname, "..", "catalogs", id))));
});

const byKey = (verdicts: readonly Verdict[]) =>
  Object.fromEntries(verdicts.map(({ judgedAt: _judgedAt, ...verdict }) => [verdictKey(verdict), verdict]));
const byPair = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ id: _id, ...finding }) => [`${finding.assetId} ${finding.checkId}`, finding]));
const scoresOf = ({ scores }: Assessment) => scores.map(({ score }) => score);

function expectSame(kept: Assessment, fresh: Assessment): void {
  expect(byKey(kept.verdicts)).toEqual(byKey(fresh.verdicts));
  expect(byPair(kept.findings)).toEqual(byPair(fresh.findings));
  expect(scoresOf(kept)).toEqual(scoresOf(fresh));
}

describe("an assessment that goes on from the one before", () => {
  it("says what one from scratch says, whatever happens in between", () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 5, maxLength: 25 }), (events) => {
        const plant = new PlantLife(catalogs);
        let kept: Assessment | undefined;
        for (const event of events) {
          plant.happen(event);
          const input = plant.input();
          kept = runToEnd(assessInSteps(input, kept));
          expectSame(kept, runToEnd(assessInSteps(input)));
          plant.findings = kept.findings;
          plant.verdicts = kept.verdicts;
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
