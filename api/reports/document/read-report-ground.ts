import type { Catalog } from "../../../catalogs/catalog.ts";
import type { Instant } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import type { ReportKind } from "../../../model/report.ts";
import type { Check } from "../../../posture/checks/define.ts";
import type { ObservationDigest } from "../../../store/records/evidence-port.ts";
import type { RecordStore } from "../../../store/records/port.ts";
import { readScoreGround } from "../../judging/score-ground.ts";
import type { ReportGround } from "./build-report.ts";

export interface ReportRequest {
  readonly enterpriseId: string;
  readonly kind: ReportKind;
  readonly catalog: Catalog;
  readonly checks: readonly Check[];
  readonly now: Instant;
  readonly version: string;
}

/**
 * Reads what a report speaks of, as it is stored.
 * @throws Problem `unknown-enterprise`
 */
export async function readReportGround(records: RecordStore, request: ReportRequest): Promise<ReportGround> {
  const { enterpriseId } = request;
  const ground = await readScoreGround(records, enterpriseId);
  if (ground === undefined) {
    const known = (await records.inventories.all()).map(({ inventory }) => inventory.enterprise.id);
    throw new Problem("unknown-enterprise", `there is no enterprise "${enterpriseId}"`, {
      target: enterpriseId,
      advice: `Known here: ${known.join(", ")}.`,
    });
  }
  const [statements, classification, register, latest] = await Promise.all([
    records.attestations.list(enterpriseId),
    records.classifications.get(enterpriseId),
    records.addressRegisters.current(enterpriseId),
    records.observations.latestDigests(enterpriseId),
  ]);
  const observations = await withThoseNamed(
    records,
    latest,
    ground.verdicts.flatMap(({ evidence }) => evidence),
  );
  return { ...request, ...ground, statements, classification, register, observations };
}

/** The latest observations, and older ones on which a verdict still rests. */
async function withThoseNamed(
  { observations }: Pick<RecordStore, "observations">,
  latest: readonly ObservationDigest[],
  evidence: readonly { readonly observationId: string }[],
): Promise<readonly ObservationDigest[]> {
  const known = new Set(latest.map(({ id }) => id));
  const missing = [...new Set(evidence.map(({ observationId }) => observationId))].filter((id) => !known.has(id));
  const older = await Promise.all(missing.map((id) => observations.get(id)));
  return [...latest, ...older.filter((one) => one !== undefined)];
}
