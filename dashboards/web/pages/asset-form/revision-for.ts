import type { EditOutcome } from "../../inventory/use-edit.ts";

/** After a stale edit the person has been told, and saves over what stands now. */
export function revisionFor(outcome: EditOutcome | undefined, opened: number): number {
  return outcome?.kind === "stale" ? outcome.revision : opened;
}
