import { createHash, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { type Certificate, coercePEMorDerToPrivateKey, type PrivateKey } from "node-opcua-crypto";
import type { Instant } from "../../model/instant.ts";
import { type Authority, authorityFor, declarationOf } from "./authority.ts";
import { keepFile } from "./keep-file.ts";
import type { CertificateSettings } from "./settings.ts";
import { makeApplicationCertificate, makeKey, type Subject } from "./x509.ts";

export interface KeyPair {
  /** From the server's own certificate to the last that it sends. */
  readonly chain: readonly Certificate[];
  readonly privateKey: PrivateKey;
  /** SHA-256 (hex) of the server's own certificate. */
  readonly sha256: string;
  /** Certificate and revocation list of the authority that an operator would declare, where there is one. */
  readonly authorityPem?: string;
}

/** Where a device keeps what must stay the same over restarts. */
export interface CertificatePlace {
  readonly folder: string;
  /** Where the authorities lie, and the key that several devices share. */
  readonly sharedFolder: string;
  /** Grows with every roll-over. */
  readonly generation: number;
  readonly now: Instant;
}

/**
 * The certificate of a device. It is made once and kept, since a new one at every start would be a change that a monitor
 * must report; other settings, or another generation, have a certificate of their own.
 * @param authorityDeclared whether the plant has an authority for it
 */
export async function certificateFor(
  subject: Subject,
  settings: CertificateSettings,
  place: CertificatePlace,
  authorityDeclared = false,
): Promise<KeyPair> {
  const { folder, sharedFolder, generation, now } = place;
  const authority = await issuerOf(settings, place, authorityDeclared);
  const identity = [subject, settings, generation, authority?.certificatePem];
  const name = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
  const keyPath = settings.sharedKey ? join(sharedFolder, `shared-key-${settings.keyBits}.pem`) : join(folder, `key-${name}.pem`);
  const keyPem = await keepFile(keyPath, () => makeKey(settings.keyBits));
  const pem = await keepFile(join(folder, `certificate-${name}.pem`), () =>
    makeApplicationCertificate(subject, settings, keyPem, now, authority),
  );
  const { raw: own, serialNumber } = new X509Certificate(pem);
  const declared =
    authority && authorityDeclared
      ? await declarationOf(authority, settings.revocationList, serialNumber, sharedFolder, now)
      : undefined;
  return {
    chain: [own, ...(authority?.sent ?? []).map((sent) => new X509Certificate(sent).raw)],
    privateKey: coercePEMorDerToPrivateKey(keyPem),
    sha256: createHash("sha256").update(own).digest("hex"),
    ...(declared === undefined ? {} : { authorityPem: declared }),
  };
}

async function issuerOf(
  { issuer }: CertificateSettings,
  { sharedFolder, now }: CertificatePlace,
  authorityDeclared: boolean,
): Promise<Authority | undefined> {
  if (issuer === "declared") return authorityDeclared ? authorityFor("plant", sharedFolder, now) : undefined;
  if (issuer === "self") return undefined;
  return authorityFor(issuer === "intermediate" ? "intermediate" : "expired", sharedFolder, now);
}
