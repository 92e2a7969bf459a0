import type { Instant } from "../../../model/instant.ts";
import type { Outcome, Reason } from "../../../model/observation.ts";

/** One stretch of time in which a probe kept seeing the same: a stored row without its facts. */
export interface TimelineRow {
  readonly id: string;
  readonly at: Instant;
  readonly lastSeen: Instant;
  readonly timesSeen: number;
  readonly digest: string;
  readonly outcome: Outcome;
}

/** What one probe saw at one time. */
export interface Sighting extends Pick<TimelineRow, "id" | "at" | "digest" | "outcome"> {
  readonly validForSeconds: number;
  readonly reason: Reason | undefined;
}

/** What the newest sighting says beside its facts; it replaces what the row said before. */
export interface Newest {
  readonly validForSeconds: number;
  readonly reason: Reason | undefined;
}

export interface ChangedRow extends TimelineRow {
  /** Absent where a late sighting left the row's newest one as it is. */
  readonly newest?: Newest;
}

/**
 * The rows of one probe of one endpoint in the order of their time. Sightings may come in any order: each belongs to the row that
 * covers its time (the greatest `at` not after it), and opens one of its own where it differs from that.
 */
export class Timeline {
  readonly #rows: TimelineRow[];
  readonly #changed = new Map<string, ChangedRow>();
  readonly #added = new Set<string>();

  constructor(rows: readonly TimelineRow[]) {
    this.#rows = rows.toSorted((a, b) => a.at - b.at || a.lastSeen - b.lastSeen);
  }

  /** Rows that are not stored yet, by id. */
  get added(): ReadonlySet<string> {
    return this.#added;
  }

  /** Rows that differ from what is stored, new ones included. */
  get changed(): readonly ChangedRow[] {
    return [...this.#changed.values()];
  }

  place(sighting: Sighting): void {
    const behind = this.#rows.findLastIndex((row) => row.at <= sighting.at);
    const cover = this.#rows[behind];
    const next = this.#rows[behind + 1];
    if (cover?.digest === sighting.digest) {
      const newest = sighting.at >= cover.lastSeen;
      this.#replace(behind, { ...cover, lastSeen: newest ? sighting.at : cover.lastSeen }, newest ? sighting : undefined);
    } else if (next?.digest === sighting.digest && (cover === undefined || cover.lastSeen < sighting.at)) {
      // It came late and saw what the row behind it saw, which then began earlier than was known.
      this.#replace(behind + 1, { ...next, at: sighting.at }, undefined);
    } else {
      this.#add(behind + 1, sighting);
    }
  }

  #replace(index: number, moved: TimelineRow, newest: Newest | undefined): void {
    const row = { ...moved, timesSeen: moved.timesSeen + 1 };
    this.#rows[index] = row;
    const kept = newest ?? this.#changed.get(row.id)?.newest;
    this.#changed.set(row.id, kept === undefined ? row : { ...row, newest: kept });
  }

  #add(index: number, sighting: Sighting): void {
    const { id, at, digest, outcome } = sighting;
    const row: TimelineRow = { id, at, digest, outcome, lastSeen: at, timesSeen: 1 };
    this.#rows.splice(index, 0, row);
    this.#changed.set(id, { ...row, newest: sighting });
    this.#added.add(id);
  }
}
