import type { Grant } from "../../model/access.ts";

/**
 * How a session was opened: by a one-time link, by a password alone, or by two factors (password with a one-time or recovery
 * code, or a passkey that verified its user, which is possession and knowledge or body in one).
 */
export const assurances = ["link", "password", "two-factor"] as const;
export type Assurance = (typeof assurances)[number];

const byPath: Readonly<Record<string, Assurance>> = {
  "/magic-link/verify": "link",
  "/sign-in/email": "password",
  "/two-factor/verify-totp": "two-factor",
  "/two-factor/verify-backup-code": "two-factor",
  "/passkey/verify-authentication": "two-factor",
};

/** The assurance of a session that the accounts library opens on one of its paths; one that it replaces hands on its own. */
export function assuranceOf(path: string | undefined, replaced: unknown): Assurance {
  return byPath[path ?? ""] ?? readAssurance(replaced);
}

/** The kept word; anything else counts as the least. */
export function readAssurance(kept: unknown): Assurance {
  return assurances.find((one) => one === kept) ?? "link";
}

/** Whether everybody must prove a second factor before roles count. Tests of other matters do without. */
export type SecondFactorRule = "required" | "optional";

/**
 * What a session may do. Without a second factor it may do nothing but set one up; in a demonstration it may look at everything
 * that its roles would show.
 */
export function effectiveGrants(
  grants: readonly Grant[],
  assurance: Assurance,
  { secondFactor, demo }: { secondFactor: SecondFactorRule; demo: boolean },
): readonly Grant[] {
  if (secondFactor === "optional" || assurance === "two-factor" || grants.length === 0) return grants;
  if (demo && grants.every(({ role }) => role === "viewer")) return grants;
  return demo ? grants.map((grant) => ({ ...grant, role: "viewer" as const })) : [];
}
