import type { Catalog } from "../../../catalogs/catalog.ts";
import type { Language } from "../../../model/language.ts";
import type { StoredObservation } from "../../../model/observation.ts";
import { Problem } from "../../../model/problem.ts";
import type { ReportDocument } from "../../../model/report.ts";
import type { DocumentStore } from "../../../store/documents/port.ts";
import type { RecordStore } from "../../../store/records/port.ts";
import type { BundleInput } from "./make-bundle.ts";
import type { RedactionProfile } from "./redaction/profile.ts";

/** No asset has such an id, so that the enterprise's secret for masked pieces is kept as the salts of its assets are. */
const maskSecretName = "@masks";

export interface BundleSources {
  readonly records: Pick<RecordStore, "inventories" | "observations">;
  readonly documents: Pick<DocumentStore, "read">;
}

export interface BundleRequest {
  readonly language: Language;
  /** The catalogue that the report was made against. */
  readonly catalog: Pick<Catalog, "profile">;
  readonly redaction: RedactionProfile;
}

/**
 * What the bundle of a report is made from, with its evidence as it is stored.
 * @throws Problem `profile-changed` where the catalogue's profile is no longer that of the report
 */
export async function readBundleInput(
  { records, documents }: BundleSources,
  report: ReportDocument,
  { language, catalog: { profile }, redaction }: BundleRequest,
): Promise<BundleInput> {
  if (profile.version !== report.catalog.profileVersion) {
    throw new Problem("profile-changed", `the report was scored by profile ${report.catalog.profileVersion}`, {
      target: profile.version,
      advice: "Make the report again, then its bundle.",
    });
  }
  const { id } = report.inventory.enterprise;
  const assetIds = [...new Set(report.evidence.map(({ assetId }) => assetId))];
  const salts = await Promise.all(
    assetIds.map(async (assetId) => [assetId, await records.inventories.salt(id, assetId)] as const),
  );
  return {
    report,
    language,
    redaction,
    rules: profile.rules,
    observations: await readObservations(records, report),
    salts: new Map(salts),
    maskSecret: await records.inventories.salt(id, maskSecretName),
    documents: redaction.documents === "enclose" ? await readDocuments(documents, report) : new Map(),
  };
}

async function readObservations(
  { observations }: BundleSources["records"],
  { evidence, inventory }: ReportDocument,
): Promise<readonly StoredObservation[]> {
  const latest = new Map((await observations.latest(inventory.enterprise.id)).map((one) => [one.id, one]));
  const found = await Promise.all(
    evidence.map(async ({ observationId }) => latest.get(observationId) ?? (await observations.get(observationId))),
  );
  return found.filter((one) => one !== undefined);
}

async function readDocuments(
  documents: BundleSources["documents"],
  { claims }: ReportDocument,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const sha256 of new Set(claims.flatMap((claim) => claim.documents.map((one) => one.sha256)))) {
    const bytes = await documents.read(sha256).catch((error: unknown) => {
      // The report names it with its digest in any case; that it is gone is for the store to say.
      if (error instanceof Problem && error.code === "document-missing") return undefined;
      throw error;
    });
    if (bytes !== undefined) found.set(sha256, bytes);
  }
  return found;
}
