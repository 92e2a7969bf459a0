import { listOf } from "../../../api/contract/common.ts";
import { paths } from "../../../api/contract/paths.ts";
import {
  destinationSchema,
  receivedViewSchema,
  receivingViewSchema,
  registrationViewSchema,
  submissionViewSchema,
  tierOverviewSchema,
} from "../../../api/contract/submissions.ts";
import type { Resource } from "./api-client.ts";
import { cache } from "./use-query.ts";

/** What the page of submissions reads. */

const resource = <S extends Resource<unknown>["schema"]>(path: string, schema: S) => ({ path, schema });

export const destination = resource(paths.destination, destinationSchema);
export const submissions = resource(paths.submissions, listOf(submissionViewSchema));
export const receiving = resource(paths.receiving, receivingViewSchema);
export const registrations = resource(paths.registrations, listOf(registrationViewSchema));
export const received = resource(paths.received, listOf(receivedViewSchema));
export const tierOverview = resource(paths.tierOverview, tierOverviewSchema);

/** Everything on the page is read again. */
export function refreshSubmissions(): void {
  cache.refresh((path) => path.startsWith(paths.submissions) || path.startsWith(paths.receiving));
}
