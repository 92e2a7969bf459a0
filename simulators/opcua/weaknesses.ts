import { minute } from "../../model/instant.ts";
import { type CertificateSettings, noRights, type Rights, type ServerSettings } from "./settings.ts";

/** A way in which a server can be wrong: how it is made, and which checks must fail at an asset that has it. */
export interface Weakness {
  /** What it is, in a few words. */
  readonly title: string;
  /** Weaknesses that come with it, because it cannot exist without them. */
  readonly includes?: readonly WeaknessName[];
  /** Checks that fail, before one fault gives way to another (`truth.ts`). */
  readonly fails: readonly string[];
  make(settings: ServerSettings): ServerSettings;
}

const certificate = (changes: Partial<CertificateSettings>) => (settings: ServerSettings) => ({
  ...settings,
  certificate: { ...settings.certificate, ...changes },
});
const anonymous = (changes: Partial<Rights>) => (settings: ServerSettings) => ({
  ...settings,
  anonymous: { ...(settings.anonymous ?? noRights), ...changes },
});
const change = (changes: Partial<ServerSettings>) => (settings: ServerSettings) => ({ ...settings, ...changes });

export const weaknessNames = [
  "only-none",
  "none-offered",
  "sign-only",
  "policies-outdated",
  "policy-basic128rsa15",
  "policy-basic256",
  "token-policy-basic256",
  "anonymous-session",
  "anonymous-read",
  "anonymous-write",
  "anonymous-call",
  "server-config-exposed",
  "password-plaintext",
  "password-on-none",
  "endpoints-differ",
  "trusts-any-client",
  "certificate-expired",
  "certificate-expiring",
  "certificate-key-1024",
  "certificate-sha1",
  "certificate-self-signed",
  "certificate-chain-incomplete",
  "certificate-issuer-expired",
  "certificate-usage",
  "certificate-wrong-uri",
  "certificate-wrong-host",
  "certificate-shared-key",
  "nonce-short",
  "session-diagnostics-open",
  "audit-off",
  "clock-skew",
  "sessions-exhausted",
  "not-running",
  "roles-absent",
  "demo-server",
  "endpoint-undeclared",
] as const;
export type WeaknessName = (typeof weaknessNames)[number];

/** Every weakness by name. Written by hand from the catalogue of checks; no check is consulted. */
export const weaknesses: Readonly<Record<WeaknessName, Weakness>> = {
  "only-none": {
    title: "Serves security mode None and nothing else",
    includes: ["none-offered"],
    fails: ["opcua.only-insecure", "opcua.sign-only"],
    make: change({ policies: [], modes: [] }),
  },
  "none-offered": {
    title: "Serves sessions over security mode None",
    fails: ["opcua.mode-none"],
    make: change({ none: true }),
  },
  "sign-only": {
    title: "Signs and never encrypts",
    fails: ["opcua.sign-only"],
    make: change({ modes: ["Sign"] }),
  },
  "policies-outdated": {
    title: "Speaks Basic128Rsa15 and Basic256 alone",
    fails: ["opcua.policy-deprecated"],
    make: change({ policies: ["Basic128Rsa15", "Basic256"] }),
  },
  "policy-basic128rsa15": {
    title: "Offers Basic128Rsa15",
    fails: ["opcua.policy-deprecated"],
    make: (settings) => ({ ...settings, policies: [...settings.policies, "Basic128Rsa15"] }),
  },
  "policy-basic256": {
    title: "Offers Basic256",
    fails: ["opcua.policy-deprecated"],
    make: (settings) => ({ ...settings, policies: [...settings.policies, "Basic256"] }),
  },
  "token-policy-basic256": {
    title: "Protects passwords with Basic256",
    fails: ["opcua.token-policy-deprecated"],
    make: change({ tokenPolicy: "Basic256" }),
  },
  "anonymous-session": {
    title: "Lets anyone in without identity",
    fails: ["opcua.anonymous-session"],
    make: anonymous({}),
  },
  "anonymous-read": {
    title: "Shows process values to anyone",
    includes: ["anonymous-session"],
    fails: ["opcua.anonymous-read"],
    make: anonymous({ read: true }),
  },
  "anonymous-write": {
    title: "Lets anyone write",
    includes: ["anonymous-read"],
    fails: ["opcua.anonymous-write"],
    make: anonymous({ write: true }),
  },
  "anonymous-call": {
    title: "Lets anyone call methods",
    includes: ["anonymous-session"],
    fails: ["opcua.anonymous-call"],
    make: anonymous({ call: true }),
  },
  "server-config-exposed": {
    title: "Lets anyone change the server's configuration",
    includes: ["anonymous-session"],
    fails: ["opcua.server-config-exposed"],
    make: change({ configurationOpen: true }),
  },
  "password-plaintext": {
    title: "Takes passwords in the clear",
    includes: ["none-offered"],
    fails: ["opcua.password-plaintext", "opcua.password-on-none"],
    make: change({ passwordOnNone: "plaintext" }),
  },
  "password-on-none": {
    title: "Takes passwords on an endpoint that does not prove who it is",
    includes: ["none-offered"],
    fails: ["opcua.password-on-none"],
    make: change({ passwordOnNone: "encrypted" }),
  },
  "endpoints-differ": {
    title: "Lists other endpoints in CreateSession than in GetEndpoints",
    fails: ["opcua.endpoints-differ"],
    make: change({ endpointsDiffer: true }),
  },
  "trusts-any-client": {
    title: "Accepts every client certificate",
    fails: ["opcua.trusts-any-client"],
    make: change({ trustsAnyClient: true }),
  },
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
  "nonce-short": {
    title: "Its nonces are shorter than 32 bytes",
    fails: ["opcua.nonce-weak"],
    make: change({ nonceBytes: 16 }),
  },
  "session-diagnostics-open": {
    title: "Shows the security diagnostics of every session to anyone",
    includes: ["anonymous-session"],
    fails: ["opcua.session-diagnostics-open"],
    make: change({ sessionDiagnosticsOpen: true }),
  },
  "audit-off": {
    title: "Writes no audit events",
    fails: ["opcua.audit-off"],
    make: change({ auditing: false }),
  },
  "clock-skew": {
    title: "Its clock is seven minutes slow",
    fails: ["opcua.clock-skew"],
    make: change({ clockOffset: -7 * minute }),
  },
  "sessions-exhausted": {
    title: "Nearly all of its sessions are taken",
    fails: ["opcua.sessions-exhausted"],
    make: change({ maxSessions: 20, heldSessions: 18 }),
  },
  "not-running": {
    title: "Its state is not Running",
    fails: ["opcua.not-running"],
    make: change({ state: "Suspended" }),
  },
  "roles-absent": {
    title: "Knows neither roles nor users",
    includes: ["anonymous-session"],
    fails: ["opcua.roles-absent"],
    make: change({ roles: false, userNames: false }),
  },
  "demo-server": {
    title: "Is a vendor's sample server",
    fails: ["opcua.demo-server"],
    make: change({ sample: true }),
  },
  "endpoint-undeclared": {
    title: "Advertises an address that no inventory lists",
    fails: ["opcua.endpoint-undeclared"],
    make: change({ undeclaredEndpoint: true }),
  },
};
