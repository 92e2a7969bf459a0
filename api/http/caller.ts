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

/** Whether the caller holds one of the roles at an enterprise; null asks for the whole installation. */
export function holds(caller: Caller, roles: readonly Role[], enterpriseId: string | null): boolean {
  return caller.grants.some(
    (grant) => roles.includes(grant.role) && (grant.enterpriseId === null || grant.enterpriseId === enterpriseId),
  );
}

/** Whether the caller holds one of the roles anywhere. */
export function holdsSomewhere(caller: Caller, roles: readonly Role[]): boolean {
  return caller.grants.some((grant) => roles.includes(grant.role));
}

/** Whether the caller may know of an enterprise at all. */
export function maySee(caller: Caller, enterpriseId: string | null): boolean {
  return caller.grants.some((grant) => grant.enterpriseId === null || grant.enterpriseId === enterpriseId);
}
