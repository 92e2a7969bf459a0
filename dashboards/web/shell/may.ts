import type { SessionView } from "../../../api/contract/accounts.ts";
import type { Role } from "../../../model/access.ts";

/** Who may do what, so that a page offers no button that the centre would refuse. The centre decides. */
const rolesOf = {
  acknowledge: ["operator", "assessor", "reviewer", "administrator"],
  reopen: ["operator", "assessor", "reviewer", "administrator"],
  waive: ["reviewer", "administrator"],
  polling: ["operator", "administrator"],
  "edit-inventory": ["operator", "administrator"],
  baseline: ["assessor", "reviewer", "administrator"],
  addressList: ["assessor", "reviewer", "administrator"],
  addressStep: ["operator", "assessor", "reviewer", "administrator"],
  activity: ["assessor", "reviewer", "administrator"],
  claim: ["assessor", "reviewer", "administrator"],
  review: ["reviewer"],
  assign: ["assessor", "reviewer", "administrator"],
  simulate: ["operator", "administrator"],
  incident: ["operator", "assessor", "reporter", "administrator"],
  "sign-report": ["reporter", "administrator"],
  submit: ["reporter", "administrator"],
  report: ["assessor", "reporter", "administrator"],
  classify: ["assessor", "reporter", "administrator"],
} as const satisfies Record<string, readonly Role[]>;

/** Whether somebody's grants cover an act at an enterprise, or where a site is named, there. */
export function may(
  { grants }: Pick<SessionView, "grants">,
  act: keyof typeof rolesOf,
  enterpriseId: string,
  siteId?: string | null,
): boolean {
  const roles: readonly Role[] = rolesOf[act];
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.enterpriseId === null || grant.enterpriseId === enterpriseId) &&
      (grant.siteId === undefined || grant.siteId === siteId),
  );
}

/** Whether somebody answers for the whole installation, and so may make enterprises. */
export function mayForAll({ grants }: Pick<SessionView, "grants">): boolean {
  return grants.some(({ role, enterpriseId }) => role === "administrator" && enterpriseId === null);
}

/** Whether somebody may import advisories and say what names in them mean: both are of the whole installation. */
export function mayKeepAdvisories({ grants }: Pick<SessionView, "grants">): boolean {
  const keepers: readonly Role[] = ["operator", "assessor", "administrator"];
  return grants.some(({ role, enterpriseId }) => keepers.includes(role) && enterpriseId === null);
}
