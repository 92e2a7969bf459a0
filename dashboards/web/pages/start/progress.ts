import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";

export const startSteps = ["enterprise", "site", "assets", "observe", "score"] as const;
export type StartStep = (typeof startSteps)[number];

/** What there is already. */
export interface StartGround {
  readonly enterprise: EnterpriseSummary | undefined;
  readonly inventory: InventoryView | undefined;
  readonly assets: readonly AssetSummary[];
}

/** Which steps are done, by what is there: a step that was skipped is done once somebody does it anywhere. */
export function doneSteps({ enterprise, inventory, assets }: StartGround): ReadonlySet<StartStep> {
  const heard = assets.some(({ lastSeen }) => lastSeen !== null);
  const hasZones = inventory?.sites.some(({ zones }) => Array.isArray(zones) && zones.length > 0) ?? false;
  const done: Readonly<Record<StartStep, boolean>> = {
    enterprise: enterprise !== undefined,
    site: hasZones,
    assets: (inventory?.assets ?? 0) > 0,
    observe: heard,
    score: heard && enterprise?.score?.demonstrated !== undefined && enterprise.score?.demonstrated !== null,
  };
  return new Set(startSteps.filter((step) => done[step]));
}

/** Where a person goes on: the step that the address names, else the first that is not done. */
export function currentStep(named: string | null, done: ReadonlySet<StartStep>): StartStep {
  // Without an enterprise nothing else can be done.
  if (!done.has("enterprise")) return "enterprise";
  return startSteps.find((step) => step === named) ?? startSteps.find((step) => !done.has(step)) ?? "score";
}
