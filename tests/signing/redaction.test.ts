import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundleInput, makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { bundleNames } from "../../api/reports/bundle/manifest.ts";
import { type BundleFiles, unpack } from "../../api/reports/bundle/pack.ts";
import { type RedactionProfile, readRedactionProfile } from "../../api/reports/bundle/redaction/profile.ts";
import { signBundle } from "../../api/reports/bundle/sign-bundle.ts";
import { checkOriginals } from "../../api/reports/bundle/verify/originals.ts";
import { attachments } from "../../api/reports/bundle/verify/pdf-data.ts";
import { verifyBundle } from "../../api/reports/bundle/verify/verify-bundle.ts";
import type { ReportDocument } from "../../model/report.ts";
import { available, openssl } from "../support/tools.ts";
import { makeKey, newFolder } from "./certificates.ts";
import { miitCatalog, readTestInput } from "./signed-report.ts";

const catalog = await miitCatalog();
let input: BundleInput;

/** Words that stand nowhere else, in every place that hides something. */
const secrets = {
  addresses: ["127.0.0.1", "10.7.8.9", "203.0.113.77"],
  names: ["调度服务器", "Pump controller", "Intake", "scada", "zhang.wei", "李雷"],
  texts: ["只在检修时停机", "换泵后关闭", "防火墙策略.pdf"],
};

beforeAll(async () => {
  const read = await readTestInput();
  const [finding] = read.report.findings;
  if (finding === undefined) throw new Error("an inventory without owners has findings");
  const waived: ReportDocument["findings"][number] = {
    ...finding,
    status: "waived",
    waiver: { reason: "只在检修时停机", by: "zhang.wei", until: read.report.at },
    rectification: { assignee: "李雷", measure: "换泵后关闭", dueAt: null, firstDueAt: null },
  };
  const claim: ReportDocument["claims"][number] = {
    ...{ id: "c-1", about: "miit.1.1.a", kind: "objective", claim: "satisfied", state: "accepted", by: "zhang.wei" },
    ...{ reviewedBy: "李雷", issuedAt: read.report.at, validUntil: null },
    documents: [{ name: "防火墙策略.pdf", sha256: "5f".repeat(32) }],
  };
  const [verdict, ...verdicts] = read.report.verdicts;
  if (verdict === undefined) throw new Error("the works are judged");
  const told = { ...verdict, because: { "zh-CN": "203.0.113.77 未登记", en: "203.0.113.77 is undeclared" } };
  const report = {
    ...read.report,
    findings: [waived, ...read.report.findings.slice(1)],
    claims: [claim],
    verdicts: [told, ...verdicts],
  };
  input = { ...read, report };
}, 60_000);

const bundleBy = async (redaction: RedactionProfile) => makeBundle({ ...input, redaction });

/** Everything that can be read in a bundle, with what is attached to its PDF. */
function textOf(files: BundleFiles): string {
  const pdf = files.get(bundleNames.report) ?? new Uint8Array();
  const parts = [...files.values(), ...attachments(pdf)].map((bytes) => Buffer.from(bytes).toString("utf8"));
  return [...files.keys(), ...parts].join("\n");
}

describe("a masked bundle", { timeout: 60_000 }, () => {
  it("says everything without masks", async () => {
    const text = textOf(unpack(await makeBundle(input)));
    for (const secret of Object.values(secrets).flat()) expect(text).toContain(secret);
  });

  it.each([
    ["authority", secrets.addresses],
    ["public", Object.values(secrets).flat()],
  ])("by the profile %s says nothing that it hides, and masks no more than it must", async (id, hidden) => {
    const text = textOf(unpack(await bundleBy(await readRedactionProfile(id))));
    for (const secret of hidden) expect(text).not.toContain(secret);
    expect(text).toContain("清源水务");
  });

  it("follows in its figures as the whole one does, and can be compared with it", async () => {
    const [whole, masked] = [await makeBundle(input), await bundleBy(await readRedactionProfile("public"))];
    const { statements, manifest } = await verifyBundle(masked, { now: Date.now(), catalogs: [catalog] });
    const failed = statements.filter(({ outcome }) => outcome === "fails").map(({ code }) => code);
    expect(failed).toEqual(["not-signed"]);
    expect(statements.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["score-follows", "evidence-masked", "pieces-masked", "documents-withheld"]),
    );
    expect(manifest?.score.demonstrated).toBe(input.report.score.demonstrated);
    expect(checkOriginals(unpack(masked), unpack(whole)).map(({ code }) => code)).toEqual(["originals-match"]);

    const other = await makeBundle({ ...input, maskSecret: "another" });
    expect(checkOriginals(unpack(masked), unpack(other)).some(({ code }) => code === "original-differs")).toBe(true);
  });

  it("takes facts only where nothing is masked", async () => {
    await expect(readRedactionProfile("no-such-profile")).rejects.toMatchObject({ code: "redaction-unknown" });
  });
});

describe.skipIf(!available(openssl))("a signed masked bundle", { timeout: 60_000 }, () => {
  let folder: string | undefined;
  afterAll(() => (folder === undefined ? undefined : rm(folder, { recursive: true, force: true })));

  it("holds, and says what is masked", async () => {
    folder = await newFolder();
    const { key } = makeKey(folder, { signs: "sm2" });
    const bundle = await bundleBy(await readRedactionProfile("public"));
    const now = Date.now() + 1000;
    const { ok } = await verifyBundle(await signBundle(bundle, { keys: [key], at: now, reason: "签发" }), {
      now,
      catalogs: [catalog],
    });
    expect(ok).toBe(true);
  });
});
