import { observationDigest } from "../../../../model/digest.ts";
import { message } from "../../../../model/messages/index.ts";
import { sha256 } from "../../digest.ts";
import { assetEvidenceSchema, type EnclosedObservation, saltsSchema } from "../evidence.ts";
import { readJson } from "../json-bytes.ts";
import { bundleNames, type Manifest } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { maskedSchema } from "../redaction/pieces.ts";
import { type ReportFacts, reportFactsSchema } from "./report-facts.ts";
import { fails, holds, open, type Statement } from "./statement.ts";

/** Whether the enclosed evidence is what the report rests on: digests of facts, documents of claims, and what is masked. */
export function checkEvidence(files: BundleFiles, { redaction }: Manifest): readonly Statement[] {
  const report = readJson(files.get(bundleNames.data), reportFactsSchema);
  // That the data cannot be read is said where the figures are checked.
  if (report === undefined) return [];
  return [
    ...checkObservations(files, report, redaction !== null),
    ...checkDocuments(files, report),
    ...(redaction === null ? [] : checkMasked(files, redaction)),
  ];
}

interface Enclosed extends EnclosedObservation {
  readonly assetId: string;
}

/** Every enclosed observation, by id; undefined where a file cannot be read. */
export function enclosedObservations(files: BundleFiles): ReadonlyMap<string, Enclosed> | undefined {
  const all = new Map<string, Enclosed>();
  for (const [name, bytes] of files) {
    if (!name.startsWith(`${bundleNames.observations}/`)) continue;
    const evidence = readJson(bytes, assetEvidenceSchema);
    if (evidence === undefined) return undefined;
    for (const one of evidence.observations) all.set(one.id, { ...one, assetId: evidence.assetId });
  }
  return all;
}

function checkObservations(files: BundleFiles, { evidence, verdicts }: ReportFacts, isMasked: boolean): readonly Statement[] {
  const enclosed = enclosedObservations(files);
  const salts = isMasked ? undefined : readJson(files.get(bundleNames.salts), saltsSchema);
  if (enclosed === undefined) return [fails(message("verify.unreadable", { name: bundleNames.observations }))];
  if (!isMasked && salts === undefined) return [fails(message("verify.unreadable", { name: bundleNames.salts }))];
  const differ = (id: string) => fails(message("verify.evidence-differs", { id }));
  const listed = new Map(evidence.map((one) => [one.observationId, one]));
  const foreign = [...enclosed.keys()].filter((id) => !listed.has(id));
  const missing = verdicts.flatMap(({ observationIds }) => observationIds).filter((id) => !listed.has(id));
  const wrong = [...listed.values()].filter(({ observationId, assetId, digest }) => {
    const one = enclosed.get(observationId);
    if (one === undefined || one.digest !== digest || one.assetId !== assetId) return true;
    if (one.masked === true) return !isMasked;
    const salt = salts?.assets[assetId];
    return salt === undefined || observationDigest(salt, one.outcome, one.facts) !== digest;
  });
  const bad = [...new Set([...foreign, ...missing, ...wrong.map(({ observationId }) => observationId)])];
  if (bad.length > 0) return bad.slice(0, mostNamed).map(differ);
  const count = listed.size;
  return [isMasked ? open(message("verify.evidence-masked", { count })) : holds(message("verify.evidence-holds", { count }))];
}

/** Where much is wrong, the first few say enough. */
const mostNamed = 20;

function checkDocuments(files: BundleFiles, { claims }: ReportFacts): readonly Statement[] {
  const named = new Map(claims.flatMap(({ documents }) => documents).map((one) => [one.sha256, one.name]));
  const prefix = `${bundleNames.documents}/`;
  const enclosed = [...files].filter(([name]) => name.startsWith(prefix));
  const wrong = enclosed.filter(
    ([name, bytes]) => !named.has(name.slice(prefix.length)) || sha256(bytes) !== name.slice(prefix.length),
  );
  if (wrong.length > 0) return wrong.map(([name]) => fails(message("verify.document-differs", { name })));
  const withheld = named.size - enclosed.length;
  return [
    ...(enclosed.length > 0 ? [holds(message("verify.documents-hold", { count: enclosed.length }))] : []),
    ...(withheld > 0 ? [open(message("verify.documents-withheld", { count: withheld }))] : []),
  ];
}

function checkMasked(files: BundleFiles, { profile, pieces }: NonNullable<Manifest["redaction"]>): readonly Statement[] {
  const masked = readJson(files.get(bundleNames.masked), maskedSchema);
  if (masked === undefined || masked.profile !== profile || masked.pieces.length !== pieces) {
    return [fails(message("verify.unreadable", { name: bundleNames.masked }))];
  }
  return [open(message("verify.pieces-masked", { profile, count: pieces }))];
}
