import { X509Certificate } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day } from "../../model/instant.ts";
import { ownHttpsIdentity, readHttpsIdentity } from "./https-certificate.ts";
import { listen } from "./listen.ts";

const now = Date.now();
let folder: string;
let files: { certificate: string; key: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "https-"));
  files = { certificate: join(folder, "https.pem"), key: join(folder, "https.key.pem") };
});
afterEach(() => rm(folder, { recursive: true }));

describe("the centre's own certificate", () => {
  it("is made once, names the machine and what is asked for, and its key is private", async () => {
    const made = await ownHttpsIdentity(files, ["plant.example", "192.0.2.7"], now);
    const certificate = new X509Certificate(made.certificatePem);
    expect(certificate.checkHost("plant.example")).toBe("plant.example");
    expect(certificate.checkIP("192.0.2.7")).toBe("192.0.2.7");
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkHost("other.example")).toBeUndefined();
    expect((await stat(files.key)).mode & 0o077).toBe(0);
    expect(await ownHttpsIdentity(files, ["plant.example"], now + day)).toEqual(made);
  });

  it("is made anew for another name, and when its end is near", async () => {
    const first = await ownHttpsIdentity(files, ["one.example"], now);
    const second = await ownHttpsIdentity(files, ["two.example"], now);
    expect(second.fingerprint).not.toBe(first.fingerprint);
    const third = await ownHttpsIdentity(files, ["two.example"], now + 380 * day);
    expect(third.fingerprint).not.toBe(second.fingerprint);
  });
});

describe("a certificate that a person provides", () => {
  it("is refused where the key is another's, where it has ended, and where a file is missing", async () => {
    const other = { certificate: join(folder, "other.pem"), key: join(folder, "other.key.pem") };
    await ownHttpsIdentity(files, [], now);
    await ownHttpsIdentity(other, [], now);
    await expect(readHttpsIdentity({ certificate: files.certificate, key: other.key }, now)).rejects.toMatchObject({
      code: "certificate-invalid",
    });
    await expect(readHttpsIdentity(files, now + 400 * day)).rejects.toMatchObject({ code: "certificate-invalid" });
    await writeFile(files.key, "no key");
    await expect(readHttpsIdentity(files, now)).rejects.toMatchObject({ code: "certificate-invalid", target: files.certificate });
    await expect(readHttpsIdentity({ ...files, key: join(folder, "none.pem") }, now)).rejects.toMatchObject({
      code: "certificate-unreadable",
    });
  });
});

describe("listening with a certificate", () => {
  it("answers HTTPS to who trusts it, and nothing to plain HTTP", async () => {
    const identity = await ownHttpsIdentity(files, ["localhost"], now);
    const listening = await listen(() => new Response("here"), "127.0.0.1", 0, identity);
    const url = `https://localhost:${listening.port}/`;
    await expect(fetch(url)).rejects.toThrow();
    setDefaultCACertificates([...rootCertificates, identity.certificatePem]);
    try {
      expect(await (await fetch(url)).text()).toBe("here");
      await expect(fetch(url.replace("https", "http"))).rejects.toThrow();
    } finally {
      setDefaultCACertificates([...rootCertificates]);
      await listening.close();
    }
  });
});
