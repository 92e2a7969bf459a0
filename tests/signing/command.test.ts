import { readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { bundleNames } from "../../api/reports/bundle/manifest.ts";
import { unpack } from "../../api/reports/bundle/pack.ts";
import { readRedactionProfile } from "../../api/reports/bundle/redaction/profile.ts";
import { main } from "../../app/plantwatch.ts";
import { available, openssl } from "../support/tools.ts";
import { makeKey, newFolder, passphrase, type TestKey } from "./certificates.ts";
import { readTestInput } from "./signed-report.ts";

let folder: string;
let keys: { readonly pades: TestKey; readonly sm2: TestKey };
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  if (openssl.find() === undefined) return;
  folder = await newFolder();
  keys = { pades: makeKey(folder, { signs: "pades" }), sm2: makeKey(folder, { signs: "sm2" }) };
  const input = await readTestInput();
  const redaction = await readRedactionProfile("public");
  const [whole, masked] = await Promise.all([makeBundle(input), makeBundle({ ...input, redaction })]);
  writeFileSync(file("whole.zip"), whole);
  writeFileSync(file("masked.zip"), masked);
  writeFileSync(file("report.pdf"), unpack(whole).get(bundleNames.report) ?? new Uint8Array());
  writeFileSync(file("pass"), `${passphrase}\n`);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** Runs the program; what it prints and its exit status. */
async function run(
  ...parameters: readonly string[]
): Promise<{ readonly status: number; readonly out: string; readonly error: string }> {
  const [out, error] = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockReturnValue(true));
  const status = await main(parameters);
  const said = (spy: typeof out) => spy?.mock.calls.map(([text]) => String(text)).join("") ?? "";
  const told = { status, out: said(out), error: said(error) };
  vi.restoreAllMocks();
  return told;
}

const sign = (name: string, out: string, ...more: readonly string[]) =>
  run(
    "sign",
    file(name),
    "--key",
    keys.pades.keyFile,
    keys.sm2.keyFile,
    "--certificate",
    keys.pades.certificateFile,
    keys.sm2.certificateFile,
    "--out",
    file(out),
    ...more,
  );

describe.skipIf(!available(openssl))("plantwatch sign and verify", { timeout: 60_000 }, () => {
  it("sign a bundle by passphrases from files, and say in words that it holds", async () => {
    expect((await sign("whole.zip", "signed.zip", "--passphrase-file", file("pass"))).status).toBe(0);
    const known = await run("verify", file("signed.zip"), "--trust", keys.sm2.certificateFile, "--lang", "zh-CN");
    expect([known.status, known.error]).toEqual([0, ""]);
    expect(known.out).toContain("完整，签名人可信");
    const unknown = await run("verify", file("signed.zip"), "--lang", "en");
    expect([unknown.status, unknown.out]).toEqual([0, expect.stringContaining("Intact, signer unknown")]);
  });

  it("take a passphrase from the environment, and refuse a wrong one without saying it", async () => {
    vi.stubEnv("SIGN_PASS", passphrase);
    expect((await sign("masked.zip", "masked-signed.zip", "--passphrase-env", "SIGN_PASS")).status).toBe(0);
    vi.stubEnv("SIGN_PASS", "wrong secret");
    const refused = await sign("masked.zip", "not.zip", "--passphrase-env", "SIGN_PASS");
    expect(refused.status).toBe(2);
    expect(refused.error).not.toContain("wrong secret");
    expect((await sign("masked.zip", "not.zip", "--passphrase-env", "NOT_SET")).status).toBe(2);
  });

  it("compare what is masked with the whole bundle", async () => {
    const { status, out } = await run("verify", file("masked-signed.zip"), "--original", file("whole.zip"), "--format", "json");
    expect(status).toBe(0);
    const { statements } = JSON.parse(out);
    expect(statements).toContainEqual(expect.objectContaining({ outcome: "holds", code: "originals-match" }));
  });

  it("answer no by exit status 1, and wrong usage by 2", async () => {
    const damaged = readFileSync(file("signed.zip"));
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    writeFileSync(file("damaged.zip"), damaged);
    expect((await run("verify", file("damaged.zip"))).status).toBe(1);
    expect((await run("verify", file("whole.zip"))).status).toBe(1);
    expect((await run("verify", file("signed.zip"), "--trust", file("pass"))).status).toBe(2);
    expect((await run("verify", file("missing.zip"))).status).toBe(2);
    expect((await run("verify", file("signed.zip"), "--at", "yesterday")).status).toBe(2);
  });

  it("sign and check a PDF alone, and see what was added to it afterwards", async () => {
    const key = ["--key", keys.pades.keyFile, "--certificate", keys.pades.certificateFile, "--passphrase-file", file("pass")];
    expect((await run("sign", file("report.pdf"), ...key, "--out", file("signed.pdf"))).status).toBe(0);
    const known = await run("verify", file("signed.pdf"), "--trust", keys.pades.certificateFile, "--lang", "en");
    expect([known.status, known.out]).toEqual([0, expect.stringContaining("the signer is believed")]);
    const pdf = readFileSync(file("signed.pdf"));
    const changed = Buffer.from(pdf);
    changed[3000] = (changed[3000] ?? 0) ^ 1;
    for (const [bytes, code] of [
      [changed, "signature-broken"],
      [Buffer.concat([pdf, Buffer.from("\n% more")]), "changed-after-signing"],
      [readFileSync(file("report.pdf")), "not-signed"],
    ] as const) {
      writeFileSync(file("other.pdf"), bytes);
      const { status, out } = await run("verify", file("other.pdf"), "--format", "json");
      expect([status, out]).toEqual([1, expect.stringContaining(`"${code}"`)]);
    }
  });
});
