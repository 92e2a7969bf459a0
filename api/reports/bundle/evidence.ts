import { z } from "zod";
import { outcomeSchema, type StoredObservation } from "../../../model/observation.ts";
import { jsonBytes } from "./json-bytes.ts";
import { bundleNames } from "./manifest.ts";
import type { BundleFiles } from "./pack.ts";
import type { RedactionProfile } from "./redaction/profile.ts";

/** An observation in a bundle: whole, or its digest alone where its facts are withheld. */
export const enclosedObservationSchema = z.strictObject({
  id: z.string(),
  endpointId: z.string(),
  probe: z.string(),
  at: z.int(),
  outcome: outcomeSchema,
  digest: z.string(),
  /** The facts stay at home; an endpoint that did not answer has none in any case. */
  masked: z.literal(true).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
});
export type EnclosedObservation = z.infer<typeof enclosedObservationSchema>;

/** What was seen of one asset. */
export const assetEvidenceSchema = z.strictObject({ assetId: z.string(), observations: z.array(enclosedObservationSchema) });

/** The salts that let digests be reckoned again; enclosed only where nothing is masked. */
export const saltsSchema = z.strictObject({
  /** From which the salts of pieces follow that other copies of this report mask. */
  maskSecret: z.string(),
  assets: z.record(z.string(), z.string()),
});

export interface EvidenceInput {
  readonly observations: readonly StoredObservation[];
  readonly salts: ReadonlyMap<string, string>;
  readonly maskSecret: string;
  readonly documents: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly redaction: RedactionProfile;
}

/** The evidence as far as the profile lets it out: what was seen, a file an asset, and the documents of claims. */
export function evidenceFiles(
  { observations, salts, maskSecret, documents, redaction }: EvidenceInput,
  assetIdOf: (id: string) => string,
  isMasked: boolean,
): BundleFiles {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [id, seen] of Map.groupBy(observations, ({ assetId }) => assetId)) {
    const assetId = assetIdOf(id);
    const enclosed = seen.map((one) => enclosedObservation(one, redaction)).sort((a, b) => (a.id < b.id ? -1 : 1));
    // A site that was swept stands among the assets as `site:id`, which is no name of a file everywhere.
    files.set(`${bundleNames.observations}/${assetId.replaceAll(":", "_")}.json`, jsonBytes({ assetId, observations: enclosed }));
  }
  if (!isMasked) files.set(bundleNames.salts, jsonBytes({ maskSecret, assets: Object.fromEntries(salts) }));
  if (redaction.documents === "enclose") {
    for (const [digest, bytes] of documents) files.set(`${bundleNames.documents}/${digest}`, bytes);
  }
  return files;
}

function enclosedObservation(
  { id, endpointId, probe, at, outcome, digest, facts }: StoredObservation,
  { facts: rule, names }: RedactionProfile,
): EnclosedObservation {
  const head = { id, endpointId: names === "mask" ? "-" : endpointId, probe, at, outcome, digest };
  if (rule === "withhold") return { ...head, masked: true };
  return facts === undefined ? head : { ...head, facts };
}
