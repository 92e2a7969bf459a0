import type { Catalog } from "../../catalogs/catalog.ts";
import type { Grade, Inventory } from "../../model/inventory/inventory.ts";
import type { SubmissionStanding } from "../../model/submission/submission.ts";
import type { Services } from "../services.ts";

/** What is known of the submissions of an enterprise, for the check that judges how old the last one is. */
export async function submissionStanding(
  { records, catalogs, authority }: Pick<Services, "records" | "catalogs" | "authority">,
  { inventory }: { readonly inventory: Inventory },
): Promise<SubmissionStanding> {
  const { id, grade } = inventory.enterprise;
  const accepted = (await records.submissions.list(id)).flatMap(({ state, receivedAt, id: submissionId }) =>
    state === "accepted" && receivedAt !== null ? [{ receivedAt, submissionId }] : [],
  );
  const last = accepted.toSorted((a, b) => b.receivedAt - a.receivedAt)[0];
  return {
    authorityKnown: authority !== undefined,
    months: submitMonths(catalogs, grade),
    ...(last === undefined ? {} : { lastAccepted: last }),
  };
}

/** How often a submission is owed at a grade, by the strictest of the catalogues; null where none sets a period. */
export function submitMonths(catalogs: readonly Catalog[], grade: Grade): number | null {
  const months = catalogs.flatMap(({ profile }) => profile.periods[`grade${grade}`].submitMonths ?? []);
  return months.length === 0 ? null : Math.min(...months);
}
