import type { RepairView } from "../../../../api/contract/scores.ts";

export interface EnterpriseRepair {
  readonly enterpriseId: string;
  readonly repair: RepairView;
}

/** What a repair is worth: alone, or its share where only all under one cap bring a gain. */
export function worth(repair: Pick<RepairView, "gainAlone" | "gainTogether">): number {
  return Math.max(repair.gainAlone, repair.gainTogether);
}

/** The repairs of several enterprises that gain most; those that gain nothing are left out. */
export function fixFirst(all: readonly EnterpriseRepair[], count: number): readonly EnterpriseRepair[] {
  return all
    .filter(({ repair }) => worth(repair) > 0)
    .sort((one, other) => worth(other.repair) - worth(one.repair) || one.repair.effort - other.repair.effort)
    .slice(0, count);
}
