import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../catalogs/catalog.ts";
import { loadBuiltin } from "../catalogs/testing/load-builtin.ts";
import type { Inventory } from "../model/inventory/inventory.ts";
import { type AssessInput, assessInSteps } from "./assess.ts";
import { withLeftoverEndpoints } from "./attestations/score-inputs.ts";
import { compare, type Fraction } from "./scoring/fraction.ts";
import { type Reckoned, reckon } from "./scoring/reckon.ts";
import { runToEnd } from "./steps.ts";
import { happening, PlantLife } from "./testing/plant-life.ts";

/** Whatever is taken out of the inventory, no number of any catalogue rises: from observations through verdicts to the score. */

let catalogs: readonly Catalog[];
beforeAll(async () => {
  catalogs = await Promise.all(["miit", "pi"].map((id) => loadBuiltin(join(import.meta.dirname, "..", "catalogs", id))));
});

const lived = fc.array(happening, { maxLength: 15 });
const runs = { numRuns: 30 };

/** A plant as it stands after some life. */
function plantAfter(events: readonly Parameters<PlantLife["happen"]>[0][]) {
  const plant = new PlantLife(catalogs);
  for (const event of events) {
    plant.happen(event);
    settle(plant);
  }
  return plant;
}

function settle(plant: PlantLife): void {
  const { findings, verdicts } = runToEnd(assessInSteps(plant.input()));
  plant.findings = findings;
  plant.verdicts = verdicts;
}

function rootsOf(input: AssessInput): readonly (Reckoned | null)[] {
  return runToEnd(assessInSteps(input)).scores.map(({ ledger }) => reckon(ledger));
}

function expectNoneRaised(before: AssessInput, after: AssessInput): void {
  const [old, young] = [rootsOf(before), rootsOf(after)];
  for (const [index, root] of young.entries()) {
    const last = old[index];
    if (root === null || last === null || last === undefined) continue;
    const risen = (of: "demonstrated" | "potential"): [Fraction, Fraction] => [root.level[of], last.level[of]];
    expect(compare(...risen("demonstrated")), "demonstrated").toBeLessThanOrEqual(0);
    expect(compare(...risen("potential")), "potential").toBeLessThanOrEqual(0);
  }
}

/** The same records once the inventory names some endpoints no more. */
function withoutEndpoints(input: AssessInput, isGone: (assetId: string, endpointId: string) => boolean): AssessInput {
  const gone = input.inventory.assets.flatMap(({ id, endpoints }) =>
    endpoints.flatMap((endpoint) => (isGone(id, endpoint.id) ? [{ assetId: id, endpoint }] : [])),
  );
  const left: Inventory = {
    ...input.inventory,
    assets: input.inventory.assets.map((asset) => ({
      ...asset,
      endpoints: asset.endpoints.filter(({ id }) => !isGone(asset.id, id)),
    })),
  };
  return {
    ...input,
    inventory: withLeftoverEndpoints(left, gone),
    leftoverEndpoints: gone.map(({ assetId, endpoint }) => ({ assetId, endpointId: endpoint.id })),
  };
}

describe("no number rises", () => {
  it("when endpoints are taken out of the inventory, whatever they showed", () => {
    fc.assert(
      fc.property(lived, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (events, choices) => {
        const before = plantAfter(events).input();
        const places = before.inventory.assets.flatMap(({ id, endpoints }) =>
          endpoints.map((endpoint) => `${id} ${endpoint.id}`),
        );
        const gone = new Set(places.filter((_place, index) => choices[index % choices.length]));
        expectNoneRaised(
          before,
          withoutEndpoints(before, (assetId, endpointId) => gone.has(`${assetId} ${endpointId}`)),
        );
      }),
      runs,
    );
  }, 60_000);

  it("when owner or zone are left out of assets of which they were named", () => {
    fc.assert(
      fc.property(lived, fc.constantFrom("owner" as const, "zone" as const), (events, field) => {
        const before = plantAfter(events).input();
        const assets = before.inventory.assets.map(({ [field]: _left, ...asset }) => asset);
        expectNoneRaised(before, { ...before, inventory: { ...before.inventory, assets } });
      }),
      runs,
    );
  }, 60_000);
});
