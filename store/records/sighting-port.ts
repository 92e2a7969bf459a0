import type { Sighting } from "../../model/discovery/sighting.ts";
import type { Instant } from "../../model/instant.ts";

/** What others said that they saw, one row for the same thing seen by the same instrument. */
export interface SightingRecords {
  /** By key; `known` itself where nothing has changed since. */
  list(enterpriseId: string, known?: readonly Sighting[]): Promise<readonly Sighting[]>;
  /**
   * Keeps sightings of one enterprise: of what is known the times are widened, so that an import that comes twice changes nothing. At
   * most `limit` different ones stay of an enterprise; those beyond are left out. Answers how many are new and how many were left out.
   */
  keep(
    enterpriseId: string,
    sightings: readonly Sighting[],
    limit: number,
  ): Promise<{ readonly added: number; readonly widened: number; readonly leftOut: number }>;
  /** Forgets those last seen before a moment. */
  prune(before: Instant): Promise<void>;
}
