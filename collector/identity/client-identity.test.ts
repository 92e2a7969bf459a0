import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { x509 } from "node-opcua-crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identityOnDemand, loadOrMakeIdentity } from "./client-identity.ts";

describe("the collector's certificate", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "identity-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("is made once, says who it is, and is the same at the next start", async () => {
    const first = await loadOrMakeIdentity(folder, "c1", "client");
    const certificate = new X509Certificate(first.certificatePem);
    expect(certificate.subject).toContain("CN=Plantwatch collector c1");
    expect(certificate.subjectAltName).toContain(`URI:${first.applicationUri}`);
    expect(certificate.checkPrivateKey(createPrivateKey(first.privateKeyPem))).toBe(true);
    expect(await loadOrMakeIdentity(folder, "c1", "client")).toEqual(first);
    expect((await stat(join(folder, "client.key.pem"))).mode & 0o077).toBe(0);
  });

  it("names the collector's role to Modbus devices, and a stranger's none", async () => {
    const role = async (purpose: "client" | "stranger") => {
      const { certificatePem } = await loadOrMakeIdentity(folder, "c1", purpose);
      const extension = new x509.X509Certificate(certificatePem).getExtension("1.3.6.1.4.1.50316.802.1");
      return extension && { critical: extension.critical, value: Buffer.from(extension.value).toString("latin1") };
    };
    expect(await role("client")).toEqual({ critical: false, value: "\x0c\x07Monitor" });
    expect(await role("stranger")).toBeNull();
  });

  it("is one for all who ask at the same moment", async () => {
    const demand = identityOnDemand(folder, "c1", "stranger");
    const [first, ...others] = await Promise.all([demand(), demand(), demand()]);
    expect(others).toEqual([first, first]);
    expect(await loadOrMakeIdentity(folder, "c1", "stranger")).toEqual(first);
  });

  it("is asked for again after a failure", async () => {
    const blocked = join(folder, "blocked");
    await writeFile(blocked, "not a folder");
    const demand = identityOnDemand(blocked, "c1", "stranger");
    await expect(demand()).rejects.toThrow();
    await rm(blocked);
    await expect(demand()).resolves.toMatchObject({ applicationUri: "urn:plantwatch:collector:c1:stranger" });
  });
});
