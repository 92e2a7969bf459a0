import { day, type Instant, minute } from "../../model/instant.ts";

export const fiveMinutes = 5 * minute;

export type Source = "raw" | "five_minutes" | "days";

/** A stretch of time, [from, to), and the table that answers for it. */
export interface Segment {
  readonly source: Source;
  readonly from: Instant;
  readonly to: Instant;
}

/** How far roll-ups can be relied on, and how far back finer data is there. */
export interface Coverage {
  /** Five-minute roll-ups are complete before this. */
  readonly fiveMinutesThrough: Instant;
  readonly daysThrough: Instant;
  /** Raw points before this are gone. */
  readonly rawFrom: Instant;
  /** Five-minute roll-ups before this are gone. */
  readonly fiveMinutesFrom: Instant;
}

export function floorTo(at: Instant, unit: number): Instant {
  return Math.floor(at / unit) * unit;
}

export function ceilTo(at: Instant, unit: number): Instant {
  return Math.ceil(at / unit) * unit;
}

/**
 * Cuts a range so that every part is read where it is cheapest without losing exactness: whole buckets of a roll-up where the step
 * is a multiple of them, raw points at the edges and for what is not rolled up yet. Where finer data is gone, the roll-up that
 * is left answers, by the buckets that begin inside the range.
 */
export function planSegments(from: Instant, to: Instant, stepMs: number, coverage: Coverage): readonly Segment[] {
  const onlyDays = Math.min(to, Math.max(from, coverage.fiveMinutesFrom));
  const segments: Segment[] = [{ source: "days", from, to: onlyDays }, ...splitByDays(onlyDays, to, stepMs, coverage)];
  return segments.filter((segment) => segment.from < segment.to);
}

function splitByDays(from: Instant, to: Instant, stepMs: number, coverage: Coverage): readonly Segment[] {
  const first = ceilTo(from, day);
  const last = Math.min(floorTo(to, day), coverage.daysThrough);
  if (stepMs % day !== 0 || first >= last) return splitByFiveMinutes(from, to, stepMs, coverage);
  return [
    ...splitByFiveMinutes(from, first, stepMs, coverage),
    { source: "days", from: first, to: last },
    ...splitByFiveMinutes(last, to, stepMs, coverage),
  ];
}

function splitByFiveMinutes(from: Instant, to: Instant, stepMs: number, coverage: Coverage): readonly Segment[] {
  const rawFrom = Math.min(to, Math.max(from, coverage.rawFrom));
  const rolledOnly: Segment = { source: "five_minutes", from, to: rawFrom };
  const first = ceilTo(rawFrom, fiveMinutes);
  const last = Math.min(floorTo(to, fiveMinutes), coverage.fiveMinutesThrough);
  if (stepMs % fiveMinutes !== 0 || first >= last) return [rolledOnly, { source: "raw", from: rawFrom, to }];
  return [
    rolledOnly,
    { source: "raw", from: rawFrom, to: first },
    { source: "five_minutes", from: first, to: last },
    { source: "raw", from: last, to },
  ];
}
