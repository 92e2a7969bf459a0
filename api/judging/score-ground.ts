import type { Attestation } from "../../model/attestation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { RecordStore } from "../../store/records/port.ts";

/** What a score follows from beside the catalogue, as it is stored. */
export interface ScoreGround {
  readonly inventory: Inventory;
  /** Verdicts of the assets of the inventory, and the last ones of those that left it. */
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly attestations: readonly Attestation[];
  readonly leftoverAssets: readonly Asset[];
}

/** Reads the ground of an enterprise's score; undefined where there is no such enterprise. */
export async function readScoreGround(records: RecordStore, enterpriseId: string): Promise<ScoreGround | undefined> {
  const record = await records.inventories.get(enterpriseId);
  if (record === undefined) return undefined;
  const [verdicts, findings, attestations, leftoverAssets] = await Promise.all([
    records.verdicts.list({ enterpriseId }),
    records.findings.list({ enterpriseId }),
    records.attestations.list(enterpriseId),
    records.inventories.leftovers(enterpriseId),
  ]);
  return { inventory: record.inventory, verdicts, findings, attestations, leftoverAssets };
}

/** What was last said of assets that nobody judges any more. */
export async function lastVerdictsOf(
  records: RecordStore,
  enterpriseId: string,
  assets: readonly Asset[],
): Promise<readonly Verdict[]> {
  const lists = await Promise.all(assets.map(({ id }) => records.verdicts.list({ enterpriseId, assetId: id })));
  return lists.flat();
}
