import { listOf } from "../../../api/contract/common.ts";
import {
  discoveryRangeViewSchema,
  proposalDetailSchema,
  proposalViewSchema,
  taskViewSchema,
} from "../../../api/contract/discovery.ts";
import { paths } from "../../../api/contract/paths.ts";
import { sightingViewSchema } from "../../../api/contract/sightings.ts";
import { fill, search } from "./fill-path.ts";
import { cache } from "./use-query.ts";

/** What the pages of discovery read and send. */

export const discoveryRanges = (enterprise: string) => ({
  path: paths.discoveryRanges + search({ enterprise }),
  schema: listOf(discoveryRangeViewSchema),
});
export const discoveryTasks = (enterprise: string) => ({
  path: fill(paths.discoveryTasks, { enterprise }),
  schema: listOf(taskViewSchema),
});
export const discoveryTask = (id: string) => ({ path: fill(paths.discoveryTask, { id }), schema: taskViewSchema });
/** What instruments of others saw. */
export const sightings = (enterprise: string) => ({
  path: fill(paths.sightings, { enterprise }),
  schema: listOf(sightingViewSchema),
});
export const proposals = (enterprise: string) => ({
  path: paths.proposals + search({ enterprise }),
  schema: listOf(proposalViewSchema),
});
export const proposal = (id: string) => ({ path: fill(paths.proposal, { id }), schema: proposalDetailSchema });
export const acceptProposal = (id: string) => ({
  path: fill(paths.proposalAcceptance, { id }),
  schema: proposalDetailSchema,
});
export const decideProposal = (id: string) => ({ path: fill(paths.proposalDecision, { id }), schema: proposalDetailSchema });
/** Where a task is posted; the same path is read as the list. */
export const postTask = (enterprise: string) => ({ path: fill(paths.discoveryTasks, { enterprise }), schema: taskViewSchema });

/** Everything that shows what was found is read again. */
export function refreshDiscovery(): void {
  cache.refresh((path) => path.startsWith("/proposals") || path.startsWith("/discovery") || path.endsWith("/discovery/tasks"));
}
