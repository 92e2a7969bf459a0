import { AsyncLocalStorage } from "node:async_hooks";
import { Problem } from "../../../model/problem.ts";
import type { Lease } from "../lease-port.ts";
import type { Database } from "./database.ts";

const current = new AsyncLocalStorage<Lease>();

/** Runs work whose transactions hold only as long as nobody takes the lease. */
export function underLease<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  return current.run(lease, work);
}

/**
 * Throws `lease-lost` where the lease that this work runs under was taken; `shared` says whether others may write at the same time, who
 * then wait with taking it until this transaction ends.
 */
export async function demandLease(transaction: Database, shared: boolean): Promise<void> {
  const lease = current.getStore();
  if (lease === undefined) return;
  const row = await transaction
    .selectFrom("leases")
    .select("fence")
    .where("name", "=", lease.name)
    .where("fence", "=", lease.fence)
    .$if(shared, (query) => query.forShare())
    .executeTakeFirst();
  if (row !== undefined) return;
  throw new Problem("lease-lost", "Another centre has taken over what this one was doing", { target: lease.name });
}
