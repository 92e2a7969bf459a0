import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { apiRoot } from "../../api/contract/paths.ts";
import { bundlePreviewSchema } from "../../api/contract/report-bundles.ts";
import { readCertificates } from "../../api/reports/bundle/signing/certificate.ts";
import { verifyBundle } from "../../api/reports/bundle/verify/verify-bundle.ts";
import { sha256 } from "../../api/reports/digest.ts";
import { makeReport } from "../../api/reports/making/make-report.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { checks } from "../../posture/checks/index.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { available, openssl } from "../support/tools.ts";
import { makeKey, newFolder, type TestKey } from "./certificates.ts";
import { miitCatalog } from "./signed-report.ts";

const catalog = await miitCatalog();
let folder: string;
let key: TestKey;
let centre: TestCentre;
let path: string;

beforeAll(async () => {
  if (openssl.find() === undefined) return;
  folder = await newFolder();
  key = makeKey(folder, { signs: "sm2" });
  centre = await openTestCentre({ signingKeys: [key.key] });
  const { records, clock } = centre;
  await vi.waitFor(async () => expect(await records.scores.latest("waterworks", null, "miit")).toBeDefined(), 20_000);
  const documents = await openFileDocuments({ folder: join(centre.folder, "documents") });
  const services = { records, documents, checks, clock, version: "0.0.0-test" };
  const request = { enterpriseId: "waterworks", kind: "self-assessment", language: "zh-CN", catalog, by: "li" } as const;
  const { report } = await makeReport(services, request, { signal: new AbortController().signal, onStep: () => undefined });
  path = `${apiRoot}/reports/${report.id}/bundle`;
}, 60_000);
afterAll(async () => {
  await centre?.close();
  await rm(folder, { recursive: true, force: true });
});

const tokenOf = (role: "viewer" | "reporter" | "assessor") => centre.tokenFor({ role, enterpriseId: "waterworks" });

describe.skipIf(!available(openssl))("bundles of stored reports", { timeout: 60_000 }, () => {
  it("are previewed, signed as they were seen, and told to the audit trail", async () => {
    const token = await tokenOf("reporter");
    const preview = bundlePreviewSchema.parse(await (await centre.ask(`${path}/preview?redaction=public`, { token })).json());
    expect(preview).toMatchObject({ simulated: true, fileName: "waterworks-self-assessment-zh-CN-v1-public.zip" });
    expect(preview.masked).toBeGreaterThan(0);
    expect(preview.files.map(({ name }) => name)).toContain("report.pdf");
    expect(preview.signers).toEqual([expect.objectContaining({ signs: "sm2", subject: expect.stringContaining("某某化工厂") })]);

    const unsigned = await centre.ask(`${path}?redaction=public`, { token });
    expect(sha256(new Uint8Array(await unsigned.arrayBuffer()))).toBe(preview.sha256);

    const body = { redaction: "public", sha256: preview.sha256 };
    const answer = await centre.ask(`${path}/signed`, { token, method: "POST", body });
    expect(answer.status).toBe(200);
    const signed = new Uint8Array(await answer.arrayBuffer());
    const now = Date.now() + 1000;
    const believed = readCertificates(key.pem, "trust");
    const { ok, signer, statements } = await verifyBundle(signed, { now, believed, catalogs: [catalog] });
    expect(statements.filter(({ outcome }) => outcome === "fails")).toEqual([]);
    expect([ok, signer?.trusted]).toEqual([true, true]);

    const [entry] = (await centre.records.audit.after(0, 1000)).filter(({ action }) => action === "report.sign");
    expect(entry?.detail).toMatchObject({ redaction: "public", bundle: preview.sha256, signed: sha256(signed) });
  });

  it("are not signed by readers and assessors, nor by somebody who did not see them", async () => {
    const body = { redaction: "none", sha256: "0".repeat(64) };
    for (const role of ["viewer", "assessor"] as const) {
      const refused = await centre.ask(`${path}/signed`, { token: await tokenOf(role), method: "POST", body });
      expect(refused.status).toBe(403);
    }
    const unseen = await centre.ask(`${path}/signed`, { token: await tokenOf("reporter"), method: "POST", body });
    expect(await unseen.json()).toMatchObject({ code: "stale-edit" });
    const unknown = await centre.ask(`${path.replace(".1/", ".9/")}`, { token: await tokenOf("viewer") });
    expect(unknown.status).toBe(404);
  });
});
