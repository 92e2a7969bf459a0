import type { Instant } from "../../model/instant.ts";

/** ISO 8601 in UTC, as the interface writes times. */
export function isoTime(at: Instant): string {
  return new Date(at).toISOString();
}

export function isoTimeOrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : isoTime(at);
}
