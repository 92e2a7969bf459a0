import type { CertificateSettings, ServerSettings } from "./settings.ts";
import type { Weakness } from "./weakness.ts";

const certificate = (changes: Partial<CertificateSettings>) => (settings: ServerSettings) => ({
  ...settings,
  certificate: { ...settings.certificate, ...changes },
});

/** Weaknesses of a server's certificate and of the authority behind it. */
export const certificateWeaknesses = {
  "certificate-expired": {
    title: "Its certificate has expired",
    fails: ["opcua.certificate-expired"],
    make: certificate({ validFromDays: -800, validToDays: -70 }),
  },
  "certificate-expiring": {
    title: "Its certificate expires within days",
    fails: ["opcua.certificate-expiring"],
    make: certificate({ validFromDays: -345, validToDays: 20 }),
  },
  "certificate-key-1024": {
    title: "Its key has 1024 bits",
    fails: ["opcua.certificate-key-weak"],
    make: certificate({ keyBits: 1024 }),
  },
  "certificate-sha1": {
    title: "Its certificate is signed with SHA-1",
    fails: ["opcua.certificate-hash-weak"],
    make: certificate({ hash: "SHA-1" }),
  },
  "certificate-self-signed": {
    title: "Signs its own certificate, though the plant has an authority",
    fails: ["opcua.certificate-self-signed"],
    make: certificate({ issuer: "self" }),
  },
  "certificate-chain-incomplete": {
    title: "Does not send the intermediate authority that signed its certificate",
    fails: ["opcua.certificate-chain"],
    make: certificate({ issuer: "intermediate" }),
  },
  "certificate-issuer-expired": {
    title: "The authority that signed its certificate has expired",
    fails: ["opcua.certificate-chain"],
    make: certificate({ issuer: "expired-authority" }),
  },
  "certificate-usage": {
    title: "Its certificate is an authority's",
    fails: ["opcua.certificate-usage"],
    make: certificate({ authorityFlag: true }),
  },
  "certificate-wrong-uri": {
    title: "Its certificate names another application",
    fails: ["opcua.certificate-uri-mismatch"],
    make: certificate({ ownUri: false }),
  },
  "certificate-wrong-host": {
    title: "Its certificate names another host",
    fails: ["opcua.certificate-host-mismatch"],
    make: certificate({ ownHost: false }),
  },
  "certificate-shared-key": {
    title: "Its key is also another device's",
    fails: ["opcua.certificate-shared"],
    make: certificate({ sharedKey: true }),
  },
  "certificate-revoked": {
    title: "Its certificate has been revoked",
    fails: ["opcua.certificate-chain"],
    make: certificate({ revocationList: "revokes" }),
  },
  "revocation-list-missing": {
    title: "The plant has no revocation list of its authority",
    fails: ["opcua.certificate-chain"],
    make: certificate({ revocationList: "missing" }),
  },
  "revocation-list-stale": {
    title: "The plant's newest revocation list is two months overdue",
    fails: ["opcua.certificate-chain"],
    make: certificate({ revocationList: "stale" }),
  },
} as const satisfies Record<string, Weakness>;
