import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { type PeerProcess, runPython, startPythonPeer } from "./peer.ts";

const anonymous = "AnonymousIdentityToken";
const userName = "UserNameIdentityToken";

const certificates = [
  { name: "authority", authority: true },
  { name: "strict", uri: "urn:example:strict", addresses: ["127.0.0.1"] },
  { name: "trusted", uri: "urn:example:trusted", dns: ["mixer.example"], issuer: "authority" },
  { name: "mixed", uri: "urn:example:mixed", addresses: ["127.0.0.1"] },
  { name: "outdated", uri: "urn:example:outdated", addresses: ["127.0.0.1"] },
  {
    name: "weak",
    uri: "urn:example:somebody-else",
    addresses: ["192.0.2.9"],
    bits: 1024,
    sha1: true,
    days: [-800, -400],
    usage: false,
    flaggedAsAuthority: true,
  },
];

/** asyncua servers by name. A server with a certificate and no trust list trusts anybody. */
const servers = {
  open: { policies: ["NoSecurity"], tokens: [anonymous], anonymous: true, writable: true, sample: true },
  strict: {
    policies: ["Basic256Sha256_SignAndEncrypt", "Aes256Sha256RsaPss_SignAndEncrypt"],
    tokens: [userName],
    certificate: "strict",
    trusts: "nobody",
  },
  trusted: {
    policies: ["Aes128Sha256RsaOaep_SignAndEncrypt", "Aes256Sha256RsaPss_SignAndEncrypt"],
    tokens: [userName],
    certificate: "trusted",
    trusts: "collector",
    refusal: "drop",
  },
  trusting: {
    policies: ["Basic256Sha256_SignAndEncrypt"],
    tokens: [anonymous, userName],
    anonymous: true,
    certificate: "generated",
    sample: true,
  },
  mixed: {
    policies: ["NoSecurity", "Basic256Sha256_SignAndEncrypt"],
    tokens: [anonymous, userName],
    anonymous: true,
    certificate: "mixed",
    trusts: "nobody",
    method: true,
  },
  outdated: { policies: ["Basic128Rsa15_Sign", "Basic256_Sign"], tokens: [userName], certificate: "outdated" },
  weak: { policies: ["Basic128Rsa15_SignAndEncrypt"], tokens: [userName], certificate: "weak" },
  twin: {
    policies: ["Aes128Sha256RsaOaep_SignAndEncrypt"],
    tokens: [userName],
    certificate: "weak",
    trusts: "nobody",
    refusal: "BadCertificateTimeInvalid",
  },
  big: {
    policies: ["NoSecurity"],
    tokens: [anonymous],
    anonymous: true,
    points: 5000,
    writablePoint: 4990,
    limits: { declared: true, read: 100, browse: 20, references: 100 },
  },
  narrow: {
    policies: ["NoSecurity"],
    tokens: [anonymous],
    anonymous: true,
    points: 30,
    limits: { declared: true, read: 20, browse: 5, references: 10 },
  },
  unsaid: {
    policies: ["NoSecurity"],
    tokens: [anonymous],
    anonymous: true,
    points: 30,
    limits: { read: 20, browse: 5, references: 10 },
  },
  halting: {
    policies: ["NoSecurity"],
    tokens: [anonymous],
    anonymous: true,
    points: 30,
    limits: { declared: true, read: 20, browse: 5, references: 10, browseNext: false },
  },
} as const;
export type PeerName = keyof typeof servers;

export interface OpcuaPeers {
  urlOf(name: PeerName): string;
  /** SHA-256 (hex) of the certificate that was made under this name. */
  digestOf(certificate: string): string;
  /** PEM text of the authority and its revocation list. */
  readonly authority: string;
  stop(): Promise<void>;
}

/** Makes certificates and starts every server; those with a trust list trust the certificate that `scan` shows from this folder. */
export async function startOpcuaPeers(folder: string): Promise<OpcuaPeers> {
  await loadOrMakeIdentity(join(folder, "scan", "identity"), "scan", "client");
  runPython("make_certificates.py", { folder, certificates });
  for (const trusts of ["nobody", "collector"]) mkdirSync(join(folder, trusts), { recursive: true });
  copyFileSync(join(folder, "strict.der"), join(folder, "nobody", "another.der"));
  copyFileSync(join(folder, "scan", "identity", "client.pem"), join(folder, "collector", "client.pem"));
  const configured = Object.entries(servers).map(([name, server]) => ({
    name,
    ...server,
    ...("trusts" in server ? { trust: join(folder, server.trusts) } : {}),
  }));
  const peer: PeerProcess = await startPythonPeer("asyncua_server.py", { folder, servers: configured });
  const read = (file: string) => readFileSync(join(folder, file));
  return {
    urlOf: (name) => `opc.tcp://127.0.0.1:${peer.ports[name]}/plant/`,
    digestOf: (certificate) =>
      createHash("sha256")
        .update(read(`${certificate}.der`))
        .digest("hex"),
    authority: `${read("authority.pem")}${read("authority.crl.pem")}`,
    stop: () => peer.stop(),
  };
}
