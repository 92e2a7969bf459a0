import { join } from "node:path";
import type { Instant } from "../../model/instant.ts";
import { keepFile } from "./keep-file.ts";
import { makeAuthorityCertificate, makeKey, makeRevocationList } from "./x509.ts";

/** An authority that signs the certificates of devices. */
export interface Authority {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Certificates that a server sends after its own. */
  readonly sent: readonly string[];
  /** What an operator would declare: the root with its revocation list. */
  readonly declaredPem: string;
}

type Kind = "plant" | "expired" | "intermediate";

/** The authority of a kind, made once for every device that keeps its files in this folder. */
export async function authorityFor(kind: Kind, folder: string, now: Instant): Promise<Authority> {
  if (kind === "intermediate") return intermediate(await root("plant", folder, now), folder, now);
  return root(kind, folder, now);
}

async function root(kind: "plant" | "expired", folder: string, now: Instant): Promise<Authority> {
  const keyPem = await keepFile(join(folder, `authority-${kind}-key.pem`), () => makeKey(2048));
  const days = kind === "expired" ? { from: -2000, to: -20 } : { from: -100, to: 3650 };
  const certificatePem = await keepFile(join(folder, `authority-${kind}.pem`), () =>
    makeAuthorityCertificate(`Simulated ${kind} authority`, keyPem, days, now),
  );
  const revocationPem = await keepFile(join(folder, `revocations-${kind}.pem`), () =>
    makeRevocationList(certificatePem, keyPem, now),
  );
  return { certificatePem, keyPem, sent: [certificatePem], declaredPem: `${certificatePem.trim()}\n${revocationPem.trim()}\n` };
}

async function intermediate(issuer: Authority, folder: string, now: Instant): Promise<Authority> {
  const keyPem = await keepFile(join(folder, "authority-intermediate-key.pem"), () => makeKey(2048));
  const certificatePem = await keepFile(join(folder, "authority-intermediate.pem"), () =>
    makeAuthorityCertificate("Simulated intermediate authority", keyPem, { from: -90, to: 1825 }, now, issuer),
  );
  return { certificatePem, keyPem, sent: [], declaredPem: issuer.declaredPem };
}
