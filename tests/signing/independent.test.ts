import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { bundleNames } from "../../api/reports/bundle/manifest.ts";
import { unpack } from "../../api/reports/bundle/pack.ts";
import { signBundle } from "../../api/reports/bundle/sign-bundle.ts";
import { available, openssl, pdfsig, trestle } from "../support/tools.ts";
import { makeKey, newFolder, runOpenssl, type TestKey } from "./certificates.ts";
import { readTestInput } from "./signed-report.ts";

/** What programs by other hands say of a signed bundle. */

const canSign = available(openssl);
let folder: string;
let keys: readonly TestKey[];
const file = (name: string) => join(folder, "bundle", name);

beforeAll(async () => {
  if (!canSign) return;
  folder = await newFolder();
  keys = (["pades", "ed25519", "sm2"] as const).map((signs) => makeKey(folder, { signs }));
  const bundle = await makeBundle(await readTestInput());
  const signed = await signBundle(bundle, { keys: keys.map(({ key }) => key), at: Date.now(), reason: "签发" });
  for (const [name, bytes] of unpack(signed)) {
    mkdirSync(dirname(file(name)), { recursive: true });
    writeFileSync(file(name), bytes);
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The public key of a certificate as OpenSSL wants it. */
function publicKey(certificate: string): string {
  const target = `${certificate}.pub`;
  writeFileSync(target, runOpenssl("x509", "-in", certificate, "-pubkey", "-noout"));
  return target;
}

/** Changes one byte of a file in a copy. */
function damaged(name: string, bytes: Uint8Array, at: number): string {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  writeFileSync(file(name), copy);
  return file(name);
}

describe.skipIf(!canSign)("a signed bundle, by other hands", { timeout: 60_000 }, () => {
  it.skipIf(!available(pdfsig))(
    "has a PDF whose signature pdfsig finds valid, with a Chinese subject, and invalid once a byte is changed",
    async () => {
      const say = (pdf: string) => spawnSync(pdfsig.find() ?? "", [pdf], { encoding: "utf8" }).stdout;
      const said = say(file(bundleNames.report));
      expect(said).toContain("Signature is Valid");
      expect(said).toContain("ETSI.CAdES.detached");
      expect(said).toContain("Total document signed");
      expect(said).toContain("O=某某化工厂");
      const pdf = unpackedBytes(bundleNames.report);
      expect(say(damaged("changed.pdf", pdf, 2000))).toContain("Digest Mismatch");
    },
  );

  it("has a PDF whose signature OpenSSL verifies as CAdES", () => {
    const pdf = Buffer.from(unpackedBytes(bundleNames.report));
    const [, length = 0, second = 0] = /\/ByteRange \[0 (\d+) (\d+) \d+\]/.exec(pdf.toString("latin1"))?.map(Number) ?? [];
    const cms = Buffer.from(pdf.subarray(length + 1, second - 1).toString("latin1"), "hex");
    writeFileSync(file("cms.der"), cms);
    writeFileSync(file("signed.bin"), Buffer.concat([pdf.subarray(0, length), pdf.subarray(second)]));
    const verify = [
      "cms",
      "-verify",
      "-cades",
      "-binary",
      "-inform",
      "DER",
      "-in",
      file("cms.der"),
      "-content",
      file("signed.bin"),
    ];
    const believed = ["-CAfile", keys[0]?.certificateFile ?? "", "-purpose", "any", "-out", file("content.bin")];
    const { status, stderr } = spawnSync(openssl.find() ?? "", [...verify, ...believed], { encoding: "utf8" });
    expect(stderr).toContain("CAdES Verification successful");
    expect(status).toBe(0);
  });

  it("has an SM2 signature with SM3 that OpenSSL verifies, and refuses for another manifest", () => {
    const identity = ["-sigopt", "distid:1234567812345678", "-signature", file(bundleNames.sm2)];
    const verify = ["dgst", "-sm3", "-verify", publicKey(file(bundleNames.sm2Chain)), ...identity];
    expect(runOpenssl(...verify, file(bundleNames.manifest))).toContain("Verified OK");
    const changed = damaged("changed.json", unpackedBytes(bundleNames.manifest), 20);
    expect(spawnSync(openssl.find() ?? "", [...verify, changed], { encoding: "utf8" }).stdout).toContain("Verification failure");
  });

  it("has an Ed25519 signature that OpenSSL verifies over header and manifest", () => {
    const [header = "", , signature = ""] = Buffer.from(unpackedBytes(bundleNames.ed25519)).toString().split(".");
    writeFileSync(file("ed25519.sig"), Buffer.from(signature, "base64url"));
    const verify = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", publicKey(file(bundleNames.ed25519Chain))];
    const over = (manifest: string) => {
      writeFileSync(file("ed25519.in"), `${header}.${manifest}`);
      return spawnSync(openssl.find() ?? "", [...verify, "-in", file("ed25519.in"), "-sigfile", file("ed25519.sig")]).status;
    };
    const manifest = Buffer.from(unpackedBytes(bundleNames.manifest)).toString();
    expect(over(manifest)).toBe(0);
    expect(over(manifest.replace("plantwatch", "Plantwatch"))).not.toBe(0);
  });

  it.skipIf(!available(trestle))("has OSCAL files that compliance-trestle loads", () => {
    const files = [file(bundleNames.assessmentResults), file(bundleNames.planOfAction)];
    const script = join(import.meta.dirname, "oscal_loads.py");
    const { stdout, stderr, status } = spawnSync(trestle.find() ?? "", [script, ...files], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout.split("\n").filter((line) => line.includes("清源水务"))).toHaveLength(2);
  });
});

function unpackedBytes(name: string): Uint8Array {
  return readFileSync(file(name));
}
