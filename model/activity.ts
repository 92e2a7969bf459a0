import type { AttachedDocument } from "./attestation.ts";
import type { Instant } from "./instant.ts";

/** What an enterprise does again and again, and records each time: an emergency drill, a simulated attack, a sweep of its addresses. */
export const activityKinds = ["drill", "simulation", "address-sweep"] as const;
export type ActivityKind = (typeof activityKinds)[number];

export interface Activity {
  readonly id: string;
  readonly enterpriseId: string;
  readonly kind: ActivityKind;
  /** When it was held. */
  readonly heldAt: Instant;
  /** What it covered. */
  readonly scope: string;
  /** What came out of it. */
  readonly outcome: string;
  readonly documents: readonly AttachedDocument[];
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** The newest of a kind that has been held by a time. */
export function lastHeld(activities: readonly Activity[], kind: ActivityKind, by: Instant): Activity | undefined {
  return activities
    .filter((activity) => activity.kind === kind && activity.heldAt <= by)
    .reduce<Activity | undefined>((last, next) => (last === undefined || next.heldAt > last.heldAt ? next : last), undefined);
}
