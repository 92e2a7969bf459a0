import type { Attestation } from "../../model/attestation.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Verdict } from "../../model/verdict.ts";
import {
  claimsOf,
  type LeftoverEndpoint,
  measuresOf,
  retirementsOf,
  withoutRetired,
  withoutRetiredEndpoints,
} from "../../posture/attestations/score-inputs.ts";
import type { SheetInput } from "../../posture/scoring/build-sheet.ts";
import type { RecordStore } from "../../store/records/port.ts";

/** What a score follows from beside the catalogue, the checks and the time. */
export type ScoreGround = Pick<SheetInput, "inventory" | "verdicts" | "findings"> & StatedGround;

/** The part that people's statements decide. */
export type StatedGround = Required<Pick<SheetInput, "attestations" | "measures" | "leftoverAssets">>;

/** What left the inventory and still counts. */
export interface Leftovers {
  readonly assets: readonly Asset[];
  readonly endpoints: readonly LeftoverEndpoint[];
}

/** Reads the ground of an enterprise's score as it is stored; undefined where there is no such enterprise. */
export async function readScoreGround(records: RecordStore, enterpriseId: string): Promise<ScoreGround | undefined> {
  const record = await records.inventories.get(enterpriseId);
  if (record === undefined) return undefined;
  const { inventory } = record;
  const [verdicts, findings, attestations] = await Promise.all([
    records.verdicts.list({ enterpriseId }),
    records.findings.list({ enterpriseId }),
    records.attestations.list(enterpriseId),
  ]);
  return { inventory, verdicts, findings, ...(await statedGround(records, inventory, attestations)) };
}

/** Claims, measures, and the assets that left the inventory without a reviewed retirement. */
export async function statedGround(
  records: Pick<RecordStore, "inventories">,
  inventory: Inventory,
  attestations: readonly Attestation[],
): Promise<StatedGround> {
  const { assets } = await readLeftovers(records, inventory, attestations);
  return { attestations: claimsOf(attestations), measures: measuresOf(attestations), leftoverAssets: assets };
}

/** Assets and endpoints that left the inventory without a reviewed retirement. */
export async function readLeftovers(
  { inventories }: Pick<RecordStore, "inventories">,
  inventory: Inventory,
  attestations: readonly Attestation[],
): Promise<Leftovers> {
  const { id } = inventory.enterprise;
  const [assets, endpoints] = await Promise.all([inventories.leftovers(id), inventories.leftoverEndpoints(id)]);
  const retirements = retirementsOf(attestations, inventory);
  return { assets: withoutRetired(assets, retirements), endpoints: withoutRetiredEndpoints(endpoints, retirements) };
}

/** What was last said of assets that nobody judges any more. */
export async function lastVerdictsOf(
  records: Pick<RecordStore, "verdicts">,
  enterpriseId: string,
  assets: StatedGround["leftoverAssets"],
): Promise<readonly Verdict[]> {
  const lists = await Promise.all(assets.map(({ id }) => records.verdicts.list({ enterpriseId, assetId: id })));
  return lists.flat();
}
