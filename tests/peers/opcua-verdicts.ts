import { unknown } from "./scanning.ts";

/**
 * What is right to say of the peers of opcua-servers.ts, written by hand from the catalogue of checks and each peer's
 * configuration. Three habits of the library run through them all:
 * - it creates sessions over security mode None whatever its list of endpoints says;
 * - it declares every method executable for everybody, those that configure the server among them, and never works out rights by
 *   user, so that what it declares is no proof;
 * - of the Server object it fills in state, times and build information alone.
 */
type Verdicts = Readonly<Record<string, string>>;

const pass = "pass";
const notApplicable = "not-applicable";
const notRead = (what: string) => unknown(`${what} could not be read`);

/** One look, nothing accepted, nothing allowed on request. */
const oneLook: Verdicts = {
  "opcua.default-credentials": notApplicable,
  "opcua.certificate-changed": unknown("No baseline"),
  "opcua.rejected-sessions": unknown("no two readings"),
  "opcua.endpoint-undeclared": pass,
};

/** No authority is declared, so that self-signed is normal. */
const soundCertificate: Verdicts = {
  "opcua.certificate-expired": pass,
  "opcua.certificate-expiring": pass,
  "opcua.certificate-key-weak": pass,
  "opcua.certificate-hash-weak": pass,
  "opcua.certificate-chain": notApplicable,
  "opcua.certificate-self-signed": notApplicable,
  "opcua.certificate-usage": pass,
  "opcua.certificate-uri-mismatch": pass,
  "opcua.certificate-host-mismatch": pass,
  "opcua.certificate-shared": pass,
};

/** A server without a secured endpoint shows no certificate and opens no secured channel. */
const nothingSecured: Verdicts = {
  ...Object.fromEntries(Object.keys(soundCertificate).map((check) => [check, notApplicable])),
  "opcua.certificate-changed": notApplicable,
  "opcua.only-insecure": "fail high",
  "opcua.mode-none": notApplicable,
  "opcua.sign-only": notApplicable,
  "opcua.policy-deprecated": pass,
  "opcua.token-policy-deprecated": pass,
  "opcua.trusts-any-client": notApplicable,
  "opcua.nonce-weak": unknown("no signed or encrypted endpoint"),
};

/** Encrypted endpoints alone are listed, and a session over None is to be had all the same. */
const encryptedByList: Verdicts = {
  "opcua.only-insecure": pass,
  "opcua.mode-none": "fail high",
  "opcua.sign-only": pass,
  "opcua.policy-deprecated": pass,
  "opcua.token-policy-deprecated": pass,
};

const passwordsEncrypted: Verdicts = {
  "opcua.password-plaintext": pass,
  "opcua.password-on-none": pass,
  "opcua.roles-absent": pass,
};

/** Only the anonymous token is there, and the profiles, which could tell of roles, are not filled in. */
const noPasswords: Verdicts = {
  "opcua.password-plaintext": notApplicable,
  "opcua.password-on-none": notApplicable,
  "opcua.roles-absent": notRead("ServerProfileArray"),
};

/** A session was had, so that the Server object could be read, as far as the library fills it in. */
const seenFromInside: Verdicts = {
  "opcua.endpoints-differ": pass,
  "opcua.audit-off": notRead("Server.Auditing"),
  "opcua.clock-skew": pass,
  "opcua.sessions-exhausted": unknown("no maximum of sessions"),
  "opcua.not-running": pass,
  // It started with the test, and nobody saw it before.
  "opcua.restarted": unknown("not seen before"),
  "opcua.demo-server": pass,
};

const noSession = unknown("the inventory gives the collector no account, so there was no session");

/** No session activated, for want of an account: the Server object stays closed. */
const seenFromOutside: Verdicts = {
  "opcua.audit-off": noSession,
  "opcua.clock-skew": noSession,
  "opcua.rejected-sessions": noSession,
  "opcua.sessions-exhausted": noSession,
  "opcua.not-running": noSession,
  "opcua.restarted": notRead("ServerStatus.StartTime"),
  "opcua.demo-server": noSession,
};

/** Somebody without identity gets a session and reads the level of the tank, but writes and calls nothing. */
const strangerReads: Verdicts = {
  "opcua.anonymous-session": notApplicable,
  "opcua.anonymous-read": "fail medium",
  "opcua.anonymous-write": pass,
  "opcua.anonymous-call": pass,
  "opcua.server-config-exposed": "fail high",
  // The library answers Good with an empty value, which proves neither.
  "opcua.session-diagnostics-open": unknown("no clear answer"),
};

/** Somebody without identity is refused (BadIdentityTokenRejected). */
const strangerRefused: Verdicts = {
  "opcua.anonymous-session": pass,
  "opcua.anonymous-read": pass,
  "opcua.anonymous-write": pass,
  "opcua.anonymous-call": pass,
  "opcua.server-config-exposed": pass,
  "opcua.session-diagnostics-open": pass,
};

const open: Verdicts = {
  ...oneLook,
  ...nothingSecured,
  ...noPasswords,
  ...seenFromInside,
  ...strangerReads,
  "opcua.anonymous-write": "fail high",
  "opcua.demo-server": "fail medium",
};

/** Refuses the collector's certificate as untrusted, so that nothing of a secured channel is seen. */
const strict: Verdicts = {
  ...oneLook,
  ...soundCertificate,
  ...encryptedByList,
  ...passwordsEncrypted,
  ...seenFromOutside,
  ...strangerRefused,
  "opcua.trusts-any-client": pass,
  "opcua.endpoints-differ": unknown("No list of endpoints was given"),
  "opcua.nonce-weak": unknown("Too few nonces"),
};

/** Trusts the collector, which logs in, and drops the connection of strangers; its certificate comes from a declared authority. */
const trusted: Verdicts = {
  ...oneLook,
  ...soundCertificate,
  ...encryptedByList,
  ...passwordsEncrypted,
  ...seenFromInside,
  ...strangerRefused,
  "opcua.default-credentials": pass,
  "opcua.certificate-chain": pass,
  "opcua.certificate-self-signed": pass,
  "opcua.trusts-any-client": pass,
  "opcua.nonce-weak": pass,
};

/** Trusts anybody, and shows the certificate that the library itself makes: an authority's, for localhost. */
const trusting: Verdicts = {
  ...oneLook,
  ...soundCertificate,
  ...encryptedByList,
  ...passwordsEncrypted,
  ...seenFromInside,
  ...strangerReads,
  "opcua.certificate-usage": "fail medium",
  "opcua.certificate-host-mismatch": "fail low",
  "opcua.trusts-any-client": "fail high",
  "opcua.nonce-weak": pass,
  "opcua.demo-server": "fail medium",
};

/** None beside SignAndEncrypt; passwords come encrypted over None, where a false server could ask for them. */
const mixed: Verdicts = {
  ...oneLook,
  ...soundCertificate,
  ...encryptedByList,
  ...passwordsEncrypted,
  ...seenFromInside,
  ...strangerReads,
  "opcua.password-on-none": "fail medium",
  "opcua.anonymous-call": "fail high",
  "opcua.trusts-any-client": pass,
  "opcua.nonce-weak": unknown("Too few nonces"),
};

/** Signs alone, under the two deprecated policies, which protect the password as well. */
const outdated: Verdicts = {
  ...oneLook,
  ...soundCertificate,
  ...encryptedByList,
  ...passwordsEncrypted,
  ...seenFromOutside,
  ...strangerRefused,
  "opcua.sign-only": "fail low",
  "opcua.policy-deprecated": "fail high",
  "opcua.token-policy-deprecated": "fail high",
  "opcua.endpoints-differ": pass,
  "opcua.trusts-any-client": "fail high",
  "opcua.nonce-weak": pass,
};

/** 1024 bits, SHA-1, over a year expired, another's ApplicationUri and address, no key usage; its key is the twin's as well. */
const weak: Verdicts = {
  ...outdated,
  "opcua.sign-only": pass,
  "opcua.token-policy-deprecated": pass,
  "opcua.certificate-expired": "fail medium",
  "opcua.certificate-expiring": notApplicable,
  "opcua.certificate-key-weak": "fail high",
  "opcua.certificate-hash-weak": "fail high",
  "opcua.certificate-usage": "fail medium",
  "opcua.certificate-uri-mismatch": "fail medium",
  "opcua.certificate-host-mismatch": "fail low",
  "opcua.certificate-shared": "fail high",
};

/** As the weak one with a modern policy; its refusal of the collector's certificate is no word about trust. */
const twin: Verdicts = {
  ...weak,
  "opcua.policy-deprecated": pass,
  "opcua.endpoints-differ": unknown("No list of endpoints was given"),
  "opcua.trusts-any-client": unknown("BadCertificateTimeInvalid"),
  "opcua.nonce-weak": unknown("Too few nonces"),
};

/** 5,000 variables in parts of a hundred: more than a probe may ask for. */
const big: Verdicts = {
  ...oneLook,
  ...nothingSecured,
  ...noPasswords,
  ...seenFromInside,
  ...strangerReads,
  "opcua.anonymous-write": unknown("not browsed to its end"),
  "opcua.anonymous-call": unknown("not browsed to its end"),
};

/** The same server, whose one writable variable the inventory calls critical. */
const bigWithCriticalNode: Verdicts = { ...big, "opcua.anonymous-write": "fail high", "opcua.anonymous-call": pass };

/** Thirty variables in parts of ten, at most 20 attributes and 5 nodes in a request: small enough to be seen whole. */
const narrow: Verdicts = { ...big, "opcua.anonymous-write": pass, "opcua.anonymous-call": pass };

/** The same, but it declares 10,000 and refuses as early. */
const unsaid: Verdicts = narrow;

/** The same, but it refuses to go on where it stopped. */
const halting: Verdicts = big;

export const opcuaVerdicts = {
  open,
  strict,
  trusted,
  trusting,
  mixed,
  outdated,
  weak,
  twin,
  big,
  bigWithCriticalNode,
  narrow,
  unsaid,
  halting,
} as const satisfies Record<string, Verdicts>;
