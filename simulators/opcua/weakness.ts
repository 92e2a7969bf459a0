import type { ServerSettings } from "./settings.ts";

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
  "default-credentials",
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
  "certificate-revoked",
  "revocation-list-missing",
  "revocation-list-stale",
  "nonce-short",
  "session-diagnostics-open",
  "audit-off",
  "clock-skew",
  "sessions-exhausted",
  "not-running",
  "roles-absent",
  "demo-server",
  "endpoint-undeclared",
  "references-loop",
  "nodes-100000",
  "sessions-cut",
] as const;
export type WeaknessName = (typeof weaknessNames)[number];

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
