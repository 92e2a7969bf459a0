import { day, type Instant, minute } from "../../../../model/instant.ts";
import { recall, remember } from "../../shell/preferences.ts";

/** A page that is opened again within this time belongs to the same visit. */
const sameVisit = 30 * minute;

export interface Visit {
  /** When the visit before this one ended, or a day ago where there was none. */
  readonly since: Instant;
  readonly first: boolean;
}

interface Kept {
  /** End of the visit before the current one. */
  readonly previous: Instant | null;
  readonly lastSeen: Instant;
}

/** The visit that a page opened now belongs to, and what to keep of it. */
export function visitAt(now: Instant, kept: Kept | null): { readonly visit: Visit; readonly keep: Kept } {
  const previous = kept === null ? null : now - kept.lastSeen < sameVisit ? kept.previous : kept.lastSeen;
  const visit = { since: previous ?? now - day, first: previous === null };
  return { visit, keep: { previous, lastSeen: now } };
}

/** Notes that a person looks at the page now, and tells since when they have not. */
export function noteVisit(actor: string, now: Instant): Visit {
  const name = `visit.${actor}`;
  const { visit, keep } = visitAt(now, readKept(recall(name)));
  remember(name, JSON.stringify([keep.previous, keep.lastSeen]));
  return visit;
}

function readKept(text: string | null): Kept | null {
  try {
    const parsed: unknown = JSON.parse(text ?? "null");
    if (!Array.isArray(parsed)) return null;
    const [previous, lastSeen]: unknown[] = parsed;
    return typeof lastSeen === "number" ? { previous: typeof previous === "number" ? previous : null, lastSeen } : null;
  } catch {
    return null;
  }
}
