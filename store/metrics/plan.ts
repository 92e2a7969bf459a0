import { day, hour, type Instant, minute } from "../../model/instant.ts";

export const fiveMinutes = 5 * minute;

export type Source = "raw" | "five_minutes" | "hours" | "days";

/** A stretch of time, [from, to), and the table that answers for it. */
export interface Segment<S extends Source = Source> {
  readonly source: S;
  readonly from: Instant;
  readonly to: Instant;
}

/** A level of detail. */
export interface Level<S extends Source = Source> {
  readonly source: S;
  /** Complete before this. */
  readonly through: Instant;
  /** Gone before this. */
  readonly from: Instant;
}

/** Widths of buckets; a point is no bucket. */
export const bucketWidths: Readonly<Record<Source, number>> = { raw: 1, five_minutes: fiveMinutes, hours: hour, days: day };

export function floorTo(at: Instant, unit: number): Instant {
  return Math.floor(at / unit) * unit;
}

export function ceilTo(at: Instant, unit: number): Instant {
  return Math.ceil(at / unit) * unit;
}

/**
 * Cuts a range so that every part is read where it is cheapest without losing exactness: whole buckets of a roll-up where the step
 * is a multiple of them, finer data at the edges and for what is not rolled up yet. Where finer data is gone, the roll-up that
 * is left answers, by the buckets that begin inside the range. Levels are given from the coarsest to the raw points.
 */
export function planSegments<S extends Source>(
  from: Instant,
  to: Instant,
  stepMs: number,
  levels: readonly Level<S>[],
): readonly Segment<S>[] {
  return split(from, to, stepMs, levels).filter((segment) => segment.from < segment.to);
}

function split<S extends Source>(from: Instant, to: Instant, stepMs: number, levels: readonly Level<S>[]): Segment<S>[] {
  const [level, ...finer] = levels;
  if (level === undefined || from >= to) return [];
  const { source } = level;
  if (finer.length === 0) return [{ source, from, to }];
  const finerFrom = Math.min(to, Math.max(from, Math.min(...finer.map((one) => one.from))));
  const alone: Segment<S> = { source, from, to: finerFrom };
  const width = bucketWidths[source];
  const first = ceilTo(finerFrom, width);
  const last = Math.min(floorTo(to, width), level.through);
  if (stepMs % width !== 0 || first >= last) return [alone, ...split(finerFrom, to, stepMs, finer)];
  return [alone, ...split(finerFrom, first, stepMs, finer), { source, from: first, to: last }, ...split(last, to, stepMs, finer)];
}
