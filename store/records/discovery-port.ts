import type { Proposal } from "../../model/discovery/proposal.ts";
import type { DiscoveryTask } from "../../model/discovery/task.ts";
import type { Instant } from "../../model/instant.ts";

/** What people asked collectors to look at, with what came of it. */
export interface DiscoveryTaskRecords {
  add(task: DiscoveryTask): Promise<void>;
  get(id: string): Promise<DiscoveryTask | undefined>;
  /** Newest first. */
  list(filter: { readonly enterpriseId: string; readonly limit: number }): Promise<readonly DiscoveryTask[]>;
  /** The tasks of every enterprise that have not ended. */
  open(): Promise<readonly DiscoveryTask[]>;
  /** The oldest task that waits for a collector, which runs from now on; two that ask at once never get the same. */
  take(collectorId: string, at: Instant): Promise<DiscoveryTask | undefined>;
  /** Replaces a task that has not ended; answers whether it did. */
  update(task: DiscoveryTask): Promise<boolean>;
}

/** Devices that were found and that no inventory lists, with what people decided. */
export interface ProposalRecords {
  /** Newest first. */
  list(enterpriseId: string): Promise<readonly Proposal[]>;
  get(id: string): Promise<Proposal | undefined>;
  /** Inserts version 1 or updates, all or none; a stored version other than `version - 1` throws a Problem `stale-edit`. */
  save(proposals: readonly Proposal[]): Promise<void>;
}
