import type { Language } from "../../../model/language.ts";
import type { StoredObservation } from "../../../model/observation.ts";
import type { ReportDocument } from "../../../model/report.ts";
import type { ScoringRules } from "../../../model/score.ts";
import { sha256 } from "../digest.ts";
import { oscal, oscalPlan } from "../formats/oscal/oscal.ts";
import { pdf } from "../formats/pdf/pdf.ts";
import { evidenceFiles } from "./evidence.ts";
import { jsonBytes } from "./json-bytes.ts";
import { bundleNames, type Manifest } from "./manifest.ts";
import { type BundleFiles, pack } from "./pack.ts";
import { maskedPieces } from "./redaction/pieces.ts";
import type { RedactionProfile } from "./redaction/profile.ts";
import { redact } from "./redaction/redact.ts";

/** Everything that a bundle is made from. */
export interface BundleInput {
  readonly report: ReportDocument;
  readonly language: Language;
  /** The rules of the profile by which the report was scored. */
  readonly rules: ScoringRules;
  readonly observations: readonly StoredObservation[];
  /** The salt of each asset that was seen. */
  readonly salts: ReadonlyMap<string, string>;
  /** The enterprise's secret from which the salts of masked pieces follow. */
  readonly maskSecret: string;
  /** The bytes of the documents that claims name, by SHA-256. */
  readonly documents: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly redaction: RedactionProfile;
}

/** A bundle that nobody has signed; the same input gives the same bytes. */
export async function makeBundle(input: BundleInput): Promise<Uint8Array<ArrayBuffer>> {
  const { language, redaction, maskSecret } = input;
  const { report: copy, assetId } = redact(input.report, redaction, input.rules);
  const pieces = maskedPieces(input.report, copy, maskSecret);
  const isMasked = pieces.length > 0 || redaction.facts === "withhold";
  const report = isMasked ? { ...copy, redaction: redaction.id } : copy;
  const [pdfBytes, assessmentResults, planOfAction] = await Promise.all([
    pdf.write(report, language),
    oscal.write(report, language),
    oscalPlan.write(report, language),
  ]);
  const files: BundleFiles = new Map([
    [bundleNames.report, pdfBytes],
    [bundleNames.data, jsonBytes(report)],
    [bundleNames.assessmentResults, assessmentResults],
    [bundleNames.planOfAction, planOfAction],
    [bundleNames.sheet, jsonBytes(report.sheet)],
    ...(isMasked ? [[bundleNames.masked, jsonBytes({ profile: redaction.id, pieces })] as const] : []),
    ...evidenceFiles(input, assetId, isMasked),
  ]);
  const masked = isMasked ? { profile: redaction.id, pieces: pieces.length } : null;
  return pack(withManifest(files, manifestOf(report, { language, rules: input.rules, masked })));
}

/** Files with a manifest that lists them. */
export function withManifest(files: BundleFiles, facts: Omit<Manifest, "files">): BundleFiles {
  return new Map([...files, [bundleNames.manifest, jsonBytes({ ...facts, files: listOf(files) })]]);
}

/** Name, size and digest of every file, sorted by name. */
export function listOf(files: BundleFiles): Manifest["files"] {
  return [...files]
    .map(([name, bytes]) => ({ name, size: bytes.length, sha256: sha256(bytes) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Around {
  readonly language: Language;
  readonly rules: ScoringRules;
  readonly masked: Manifest["redaction"];
}

function manifestOf(report: ReportDocument, { language, rules, masked }: Around): Omit<Manifest, "files"> {
  const { kind, program, at, score } = report;
  const { id, name, types, grade, industry, simulated } = report.inventory.enterprise;
  const { id: catalogId, documentNo, profileVersion } = report.catalog;
  return {
    form: "plantwatch-bundle/1",
    kind,
    language,
    program,
    enterprise: { id, name, types, grade, industry: industry ?? null, simulated },
    asOf: at,
    claimedSigningTime: null,
    catalog: { id: catalogId, documentNo, profileVersion, rules },
    score: {
      demonstrated: score.demonstrated,
      potential: score.potential,
      coverage: score.coverage,
      capAt: score.cap?.at ?? null,
    },
    redaction: masked,
    signatures: [],
  };
}
