import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { jsonBytes } from "../../api/reports/bundle/json-bytes.ts";
import { type BundleInput, listOf, makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { bundleNames, type Manifest, manifestSchema } from "../../api/reports/bundle/manifest.ts";
import { pack, unpack } from "../../api/reports/bundle/pack.ts";
import { signBundle } from "../../api/reports/bundle/sign-bundle.ts";
import { readCertificates } from "../../api/reports/bundle/signing/certificate.ts";
import { type Verification, type VerifyGround, verifyBundle } from "../../api/reports/bundle/verify/verify-bundle.ts";
import { day } from "../../model/instant.ts";
import { available, openssl } from "../support/tools.ts";
import { makeAuthority, makeKey, newFolder, type TestAuthority, type TestKey } from "./certificates.ts";
import { miitCatalog, readTestInput } from "./signed-report.ts";

/** A PDF takes a second, and most of these forgeries are not in it: those of one registration number share theirs. */
vi.mock(import("../../api/reports/formats/pdf/pdf.ts"), async (importOriginal) => {
  const { pdf } = await importOriginal();
  const made = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    pdf: {
      ...pdf,
      write: (report, language) => {
        const bytes = made.get(report.registrationNo) ?? pdf.write(report, language);
        made.set(report.registrationNo, bytes);
        return bytes;
      },
    },
  };
});

const catalog = await miitCatalog();
let folder: string;
let input: BundleInput;
let authority: TestAuthority;
let keys: readonly TestKey[];
let signed: Uint8Array<ArrayBuffer>;
let now: number;

beforeAll(async () => {
  if (openssl.find() === undefined) return;
  [folder, input] = await Promise.all([newFolder(), readTestInput()]);
  authority = makeAuthority(folder, "sm2");
  keys = [
    makeKey(folder, { signs: "pades" }),
    makeKey(folder, { signs: "ed25519" }),
    makeKey(folder, { signs: "sm2", authority }),
  ];
  now = Date.now() + 1000;
  signed = await sign(await makeBundle(input));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const sign = (bundle: Uint8Array, by = keys) => signBundle(bundle, { keys: by.map(({ key }) => key), at: now, reason: "签发" });
const verify = (bundle: Uint8Array, changes: Partial<VerifyGround> = {}) =>
  verifyBundle(bundle, { now, catalogs: [catalog], ...changes });
const believing = (...pems: readonly string[]) => ({ believed: pems.flatMap((pem) => readCertificates(pem, "trust")) });
const failures = ({ statements }: Verification) =>
  statements.filter(({ outcome }) => outcome === "fails").map(({ code }) => code);
const codes = ({ statements }: Verification) => statements.map(({ code }) => code);

/** The signed bundle with files put in, changed or taken out, in a container whose own digest is right. */
function withFiles(changes: Readonly<Record<string, Uint8Array<ArrayBuffer> | undefined>>, bundle = signed): Uint8Array {
  const files = new Map(unpack(bundle));
  for (const [name, bytes] of Object.entries(changes)) {
    if (bytes === undefined) files.delete(name);
    else files.set(name, bytes);
  }
  return pack(files);
}

/** The same as somebody makes it who rewrites the manifest as well. */
function withManifest(bundle: Uint8Array, change: (manifest: Manifest) => Manifest): Uint8Array<ArrayBuffer> {
  const files = new Map(unpack(bundle));
  const manifest = manifestSchema.parse(JSON.parse(new TextDecoder().decode(files.get(bundleNames.manifest))));
  files.delete(bundleNames.manifest);
  files.set(bundleNames.manifest, jsonBytes(change({ ...manifest, files: listOf(files) })));
  return pack(files);
}

describe.skipIf(!available(openssl))("a signed bundle", { timeout: 60_000 }, () => {
  it("is the same bytes for the same report before it is signed", async () => {
    expect(Buffer.from(await makeBundle(input)).equals(await makeBundle(input))).toBe(true);
  });

  it("holds by its three signatures, with its signer unknown until somebody is named", async () => {
    const nobodyNamed = await verify(signed);
    expect(failures(nobodyNamed)).toEqual([]);
    expect(nobodyNamed.ok).toBe(true);
    expect(nobodyNamed.signer).toMatchObject({ trusted: false, subject: expect.stringContaining("某某化工厂") });
    expect(codes(nobodyNamed)).toEqual(
      expect.arrayContaining([
        "files-intact",
        "score-follows",
        "evidence-holds",
        "pdf-data-follows",
        "signer-unknown",
        "time-claimed",
      ]),
    );
    expect(codes(nobodyNamed).filter((code) => code === "signature-holds")).toHaveLength(3);

    const named = await verify(signed, believing(authority.pem));
    expect(failures(named)).toEqual([]);
    expect(named.signer?.trusted).toBe(true);
  });

  it("is refused where one byte of it was changed, wherever it lies", async () => {
    const step = Math.ceil(signed.length / 150);
    for (let at = 0; at < signed.length; at += at > signed.length - 200 ? 7 : step) {
      const damaged = new Uint8Array(signed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(failures(await verify(damaged)), `byte ${at}`).toEqual([expect.stringMatching(/^(container-damaged|unreadable)$/)]);
    }
  });

  it("is refused where a document was swapped, added or taken out", async () => {
    const other = await makeBundle({ ...input, report: { ...input.report, registrationNo: "2" } });
    const swapped = unpack(other).get(bundleNames.report);
    expect(failures(await verify(withFiles({ [bundleNames.report]: swapped })))).toContain("file-changed");
    expect(failures(await verify(withFiles({ "more.txt": new Uint8Array([1]) })))).toContain("file-unlisted");
    expect(failures(await verify(withFiles({ [bundleNames.planOfAction]: undefined })))).toContain("file-missing");
    // Whoever rewrites the manifest breaks its signatures; whoever signs it anew is found by the contents.
    const rewritten = withManifest(withFiles({ [bundleNames.report]: swapped }), (manifest) => manifest);
    expect(failures(await verify(rewritten))).toContain("signature-broken");
    const unsigned = withManifest(withFiles({ [bundleNames.report]: swapped }, await makeBundle(input)), (manifest) => manifest);
    expect(failures(await verify(await sign(unsigned)))).toContain("pdf-data-differs");
  });

  it("is refused where a signature was taken away or is somebody else's", async () => {
    expect(failures(await verify(withFiles({ [bundleNames.sm2]: undefined })))).toContain("signature-missing");
    expect(failures(await verify(await makeBundle(input)))).toContain("not-signed");
    const stranger = makeKey(folder, { signs: "ed25519", name: "stranger" });
    const replaced = await verify(withFiles({ [bundleNames.ed25519Chain]: Buffer.from(stranger.pem) }));
    expect(failures(replaced)).toEqual(["signature-broken"]);
  });

  it("is refused where its score does not follow from the sheet, or the sheet from the results", async () => {
    const { report } = input;
    const better = { ...report, score: { ...report.score, demonstrated: 99 } };
    expect(failures(await verify(await sign(await makeBundle({ ...input, report: better }))))).toContain("score-differs");
    const lied = withManifest(await makeBundle(input), (manifest) => ({
      ...manifest,
      score: { ...manifest.score, coverage: 100 },
    }));
    expect(failures(await verify(await sign(lied)))).toContain("score-differs");
    const passed = report.sheet.objectives.map((objective) => ({
      ...objective,
      pairs: objective.pairs.map(
        ([asset, check, severity]) => [asset, check, severity, "pass"] as [string | null, string, typeof severity, "pass"],
      ),
    }));
    const forged = { ...report, sheet: { ...report.sheet, objectives: passed } };
    expect(failures(await verify(await sign(await makeBundle({ ...input, report: forged }))))).toContain("sheet-differs");
  });

  it("is refused where rules, weights or the enterprise are not those of the report", async () => {
    const { report } = input;
    const heavier = { ...report.sheet, taskWeight: { ...report.sheet.taskWeight, "miit.1": 50 } };
    const weighed = await sign(await makeBundle({ ...input, report: { ...report, sheet: heavier } }));
    expect(failures(await verify(weighed))).toContain("rules-differ");
    const mild = { ...input.rules, enterpriseCap: { at: 100, criticalityFrom: 5 } };
    expect(failures(await verify(await sign(await makeBundle({ ...input, rules: mild }))))).toContain("rules-differ");
    expect(codes(await verify(signed, { catalogs: [] }))).toContain("rules-unknown");
    const real = withManifest(await makeBundle(input), (manifest) => ({
      ...manifest,
      enterprise: { ...manifest.enterprise, simulated: false },
    }));
    expect(failures(await verify(await sign(real)))).toEqual(["manifest-differs"]);
  });

  it("is refused where facts or salts are not those that were seen", async () => {
    const { observations } = input;
    const lied = observations.map((one) => ({ ...one, facts: { ...one.facts, encrypted: true } }));
    expect(failures(await verify(await sign(await makeBundle({ ...input, observations: lied }))))).toEqual(["evidence-differs"]);
    const salts = new Map([["pump", "00"]]);
    expect(failures(await verify(await sign(await makeBundle({ ...input, salts }))))).toEqual(["evidence-differs"]);
  });

  it("is refused by certificates that are unknown, expired, not yet valid or not for signing", async () => {
    const other = makeAuthority(folder, "ed25519");
    expect(failures(await verify(signed, believing(other.pem)))).toEqual(["signer-unknown", "signer-unknown", "signer-unknown"]);
    const late = await verify(signed, { ...believing(authority.pem), now: now + 60 * day });
    expect(new Set(failures(late))).toEqual(new Set(["certificate-expired"]));
    const early = await verify(signed, { ...believing(authority.pem), now: now - 60 * day });
    expect(failures(early)).toEqual(expect.arrayContaining(["certificate-not-yet-valid", "time-ahead"]));
    // A receipt tells by when it was signed: then the certificate is judged at that time.
    const known = await verify(signed, { ...believing(authority.pem), now: now + 60 * day, knownAt: now });
    expect(failures(known)).toEqual([]);
    expect(codes(known)).toContain("time-known");
    const forServers = makeKey(folder, { signs: "ed25519", usage: "keyEncipherment", name: "server" });
    const wrong = await sign(await makeBundle(input), [forServers]);
    expect(failures(await verify(wrong, { ...believing(forServers.pem), now: Date.now() + 1000 }))).toEqual([
      "certificate-wrong-purpose",
    ]);
  });

  it("is not signed twice, nor without a key for the manifest", async () => {
    await expect(sign(signed)).rejects.toMatchObject({ code: "already-signed" });
    await expect(sign(await makeBundle(input), keys.slice(0, 1))).rejects.toMatchObject({ code: "keys-missing" });
    await expect(sign(withFiles({ "x.txt": new Uint8Array(1) }, await makeBundle(input)))).rejects.toMatchObject({
      code: "bundle-damaged",
    });
  });
});
