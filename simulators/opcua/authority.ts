import { join } from "node:path";
import type { Instant } from "../../model/instant.ts";
import { keepFile } from "./keep-file.ts";
import type { CertificateSettings } from "./settings.ts";
import { makeAuthorityCertificate, makeKey, makeRevocationList } from "./x509.ts";

/** An authority that the plant has, or had, and may declare. */
interface Root {
  readonly kind: "plant" | "expired";
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** An authority that signs the certificates of devices. */
export interface Authority {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Certificates that a server sends after its own. */
  readonly sent: readonly string[];
  /** The one that an operator would declare. */
  readonly root: Root;
}

type Kind = Root["kind"] | "intermediate";

/** The authority of a kind, made once for every device that keeps its files in this folder. */
export async function authorityFor(kind: Kind, folder: string, now: Instant): Promise<Authority> {
  if (kind === "intermediate") return intermediate(await rootFor("plant", folder, now), folder, now);
  const root = await rootFor(kind, folder, now);
  return { ...root, sent: [root.certificatePem], root };
}

/** What an operator would declare for a certificate: the root, with the newest revocation list that he has of it. */
export async function declarationOf(
  { root }: Authority,
  state: CertificateSettings["revocationList"],
  serialNumber: string,
  folder: string,
  now: Instant,
): Promise<string> {
  const parts = [root.certificatePem];
  if (state !== "missing") {
    const name = state === "revokes" ? `${state}-${serialNumber}` : state;
    const days = state === "stale" ? { from: -90, to: -60 } : { from: -1, to: 3650 };
    const revoked = state === "revokes" ? [serialNumber] : [];
    const path = join(folder, `revocations-${root.kind}-${name}.pem`);
    parts.push(await keepFile(path, () => makeRevocationList(root, days, now, revoked)));
  }
  return parts.map((pem) => `${pem.trim()}\n`).join("");
}

async function rootFor(kind: Root["kind"], folder: string, now: Instant): Promise<Root> {
  const keyPem = await keepFile(join(folder, `authority-${kind}-key.pem`), () => makeKey(2048));
  const days = kind === "expired" ? { from: -2000, to: -20 } : { from: -100, to: 3650 };
  const certificatePem = await keepFile(join(folder, `authority-${kind}.pem`), () =>
    makeAuthorityCertificate(`Simulated ${kind} authority`, keyPem, days, now),
  );
  return { kind, certificatePem, keyPem };
}

async function intermediate(root: Root, folder: string, now: Instant): Promise<Authority> {
  const keyPem = await keepFile(join(folder, "authority-intermediate-key.pem"), () => makeKey(2048));
  const certificatePem = await keepFile(join(folder, "authority-intermediate.pem"), () =>
    makeAuthorityCertificate("Simulated intermediate authority", keyPem, { from: -90, to: 1825 }, now, root),
  );
  return { certificatePem, keyPem, sent: [], root };
}
