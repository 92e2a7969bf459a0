import { z } from "zod";
import type { Catalog } from "../../catalogs/catalog.ts";
import { findingStatusSchema } from "../../model/finding.ts";
import { bilingualSchema } from "../../model/language.ts";
import { Problem } from "../../model/problem.ts";
import { severitySchema } from "../../model/severity.ts";
import type { SubmissionContent } from "../../model/submission/content.ts";
import { readJson } from "../reports/bundle/json-bytes.ts";
import { bundleNames, type Manifest, manifestSchema } from "../reports/bundle/manifest.ts";
import { type BundleFiles, unpack } from "../reports/bundle/pack.ts";
import { readCertificates, subjectText } from "../reports/bundle/signing/certificate.ts";
import { manifestSignatures } from "../reports/bundle/signing/manifest-signatures.ts";
import { verifyBundle } from "../reports/bundle/verify/verify-bundle.ts";
import type { BundleJudgement, Bundles, BundleTrust } from "./port.ts";

/** What of a report's data a tier sums up. */
const reportSchema = z.object({
  checks: z.array(z.object({ id: z.string(), title: bilingualSchema })),
  findings: z.array(z.object({ checkId: z.string(), severity: severitySchema, status: findingStatusSchema })),
});

/** Bundles as Plantwatch makes and signs them. */
export function signedBundles(catalogs: readonly Catalog[]): Bundles {
  return {
    look: async (bytes) => {
      const files = unpack(bytes);
      const manifest = readJson(files.get(bundleNames.manifest), manifestSchema);
      if (manifest === undefined) throw new Problem("bundle-unreadable", "The file is no bundle of a report");
      return contentOf(manifest, files);
    },
    judge: (bytes, trust) => judge(bytes, trust, catalogs),
  };
}

async function judge(bytes: Uint8Array, { signers, now }: BundleTrust, catalogs: readonly Catalog[]): Promise<BundleJudgement> {
  const believed = signers.trim() === "" ? [] : readCertificates(signers, "the registration");
  const { ok, manifest, files, statements } = await verifyBundle(bytes, { believed, now, catalogs });
  const content = manifest === null || files === null ? null : contentOf(manifest, files);
  if (ok && content !== null) return { ok, content };
  const reasons = statements.filter(({ outcome }) => outcome === "fails").map(({ text }) => text);
  return { ok: false, content, reasons };
}

function contentOf(manifest: Manifest, files: BundleFiles): SubmissionContent {
  const { enterprise, kind, catalog, asOf, redaction, score, signatures } = manifest;
  const { name, types, grade, industry, simulated } = enterprise;
  return {
    enterprise: { name, types, grade, industry, simulated },
    kind,
    catalogId: catalog.id,
    profileVersion: catalog.profileVersion,
    at: asOf,
    masked: redaction !== null,
    figures: score,
    open: openFindings(files),
    signers: signatures.flatMap((one) => (one === "pades" ? [] : signersOf(files.get(manifestSignatures[one].certificates)))),
    files: manifest.files,
  };
}

/** Open findings by check, as the report itself lists them; a bundle whose report cannot be read has none, and is refused anyway. */
function openFindings(files: BundleFiles): SubmissionContent["open"] {
  const report = readJson(files.get(bundleNames.data), reportSchema);
  const open = report?.findings.filter(({ status }) => status === "open" || status === "acknowledged") ?? [];
  const titles = new Map(report?.checks.map(({ id, title }) => [id, title]));
  const groups = Map.groupBy(open, ({ checkId, severity }) => JSON.stringify([checkId, severity]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { checkId, severity } = first;
    return [{ checkId, severity, title: titles.get(checkId) ?? { "zh-CN": checkId, en: checkId }, count: group.length }];
  });
}

function signersOf(pem: Uint8Array | undefined): readonly string[] {
  try {
    return readCertificates(new TextDecoder().decode(pem), "the bundle").slice(0, 1).map(subjectText);
  } catch {
    return [];
  }
}
