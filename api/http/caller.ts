import type { Grant, Role } from "../../model/access.ts";
import type { Assurance } from "../accounts/assurance.ts";

/** Who sends a request. */
export interface Caller {
  readonly kind: "nobody" | "person" | "token" | "collector";
  /** As the audit trail names it. */
  readonly actor: string;
  readonly name: string;
  /** Id of the person's account. */
  readonly userId: string | null;
  readonly collectorId: string | null;
  readonly grants: readonly Grant[];
  /** How the session of a person was opened. */
  readonly assurance?: Assurance;
  /** Whether the person holds roles that do not count before a second factor is proved. */
  readonly limited?: boolean;
}

export const nobody: Caller = {
  kind: "nobody",
  actor: "nobody",
  name: "",
  userId: null,
  collectorId: null,
  grants: [],
};

/**
 * Whether the caller holds one of the roles at an enterprise, or where a site is named, there; null asks for the whole
 * installation. A role at one site says nothing of the enterprise as a whole.
 */
export function holds(caller: Caller, roles: readonly Role[], enterpriseId: string | null, siteId?: string): boolean {
  return caller.grants.some((grant) => roles.includes(grant.role) && covers(grant, enterpriseId, siteId));
}

/** Whether the caller holds one of the roles anywhere. */
export function holdsSomewhere(caller: Caller, roles: readonly Role[]): boolean {
  return caller.grants.some((grant) => roles.includes(grant.role));
}

/** Whether the caller may know of an enterprise as a whole, or where a site is named, of that site. */
export function maySee(caller: Caller, enterpriseId: string | null, siteId?: string): boolean {
  return caller.grants.some((grant) => covers(grant, enterpriseId, siteId));
}

/** What the caller may know of at an enterprise: all of it, some sites, or nothing. */
export function sitesSeen(caller: Caller, enterpriseId: string): "all" | ReadonlySet<string> {
  if (maySee(caller, enterpriseId)) return "all";
  return new Set(caller.grants.flatMap((grant) => (grant.enterpriseId === enterpriseId ? (grant.siteId ?? []) : [])));
}

/** The site whose score stands for the enterprise to this caller; null where the caller sees all of it. */
export function siteShown(caller: Caller, enterpriseId: string): string | null {
  const seen = sitesSeen(caller, enterpriseId);
  return seen === "all" ? null : ([...seen][0] ?? null);
}

function covers(grant: Grant, enterpriseId: string | null, siteId: string | undefined): boolean {
  if (grant.enterpriseId === null) return true;
  return grant.enterpriseId === enterpriseId && (grant.siteId === undefined || grant.siteId === siteId);
}
