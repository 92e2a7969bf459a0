import { join } from "node:path";
import { expect, vi } from "vitest";
import type { BundleInput } from "../../api/reports/bundle/make-bundle.ts";
import { readBundleInput } from "../../api/reports/bundle/read-bundle-input.ts";
import { readRedactionProfile } from "../../api/reports/bundle/redaction/profile.ts";
import { buildReport } from "../../api/reports/document/build-report.ts";
import { readReportGround } from "../../api/reports/document/read-report-ground.ts";
import { healthObservation, observationBatch } from "../../api/testing/deliveries.ts";
import { openTestCentre } from "../../api/testing/open-centre.ts";
import type { Catalog } from "../../catalogs/catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadCatalog } from "../../catalogs/load-catalog.ts";
import { observationDigest } from "../../model/digest.ts";
import { checks } from "../../posture/checks/index.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";

export const reportAt = Date.parse("2026-11-24T02:00:00Z");

export async function miitCatalog(): Promise<Catalog> {
  const parsed = await loadCatalog(builtinCatalogs.miit, { knownChecks: new Set(checks.map(({ id }) => id)) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

/** What the bundle of a small works is made from: two assets, one of them seen, one claim with a document. */
export async function readTestInput(): Promise<BundleInput> {
  const centre = await openTestCentre();
  try {
    const { records, folder } = centre;
    await vi.waitFor(async () => expect(await records.verdicts.list({ enterpriseId: "waterworks" })).not.toEqual([]), 20_000);
    const observation = healthObservation(reportAt - 60_000, { facts: { served: true, client: "10.7.8.9", encrypted: false } });
    const salt = await records.inventories.salt("waterworks", "pump");
    const digest = observationDigest(salt, observation.outcome, observation.facts);
    const { items: _, ...batch } = observationBatch("spool", []);
    await records.observations.store({ ...batch, through: 1, at: reportAt, items: [{ seq: 1, digest, observation }] });
    const catalog = await miitCatalog();
    const request = {
      enterpriseId: "waterworks",
      kind: "self-assessment",
      catalog,
      checks,
      now: reportAt,
      version: "0.0.0-test",
    } as const;
    const ground = await readReportGround(records, request);
    const documents = await openFileDocuments({ folder: join(folder, "documents") });
    const redaction = await readRedactionProfile("none");
    return await readBundleInput({ records, documents }, buildReport(ground), { language: "zh-CN", catalog, redaction });
  } finally {
    await centre.close();
  }
}
