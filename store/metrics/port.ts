import type { Instant } from "../../model/instant.ts";
import type { Measurement, MetricPoint } from "../../model/metric.ts";

/** A series over time. `tags` are those of the grouping; without one, of the one series that matched, or none where several did. */
export interface Series {
  readonly tags: Readonly<Record<string, string>>;
  /** [start of the step, value] in order of time; steps begin at whole multiples of their width since 1970; steps without data are absent. */
  readonly points: readonly (readonly [Instant, number])[];
}

export interface SeriesQuery {
  readonly measurement: Measurement;
  readonly field: string;
  /** Exact tag values to select by. */
  readonly where: Readonly<Record<string, string>>;
  readonly groupBy?: readonly string[];
  /** From this on, up to but without `to`. */
  readonly from: Instant;
  readonly to: Instant;
  /** Width of a step, milliseconds. */
  readonly stepMs: number;
  readonly aggregate: "mean" | "min" | "max" | "last" | "sum" | "count";
}

export interface LastValue {
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string>>;
  readonly at: Instant;
}

export interface WriteResult {
  readonly written: number;
  /** Points that this store will never take, with the reason; everything else was stored. */
  readonly refused: readonly { readonly point: MetricPoint; readonly reason: string }[];
}

/**
 * Where values over time are kept. A write of the same point again changes nothing, so that a batch may be sent twice; of two values of a
 * series at one time the one that was written later stands, save in a store that keeps either. A write that resolved outlives the store's
 * process, however that ends. A store that cannot take a batch now throws a Problem with code `store-unavailable`, `store-full`,
 * `store-denied` or, where a server is not set up as it must be, `store-mismatch`; the caller keeps the batch and tries again.
 */
export interface MetricStore {
  write(points: readonly MetricPoint[]): Promise<WriteResult>;
  /**
   * Throws a Problem `invalid-query` for a field that the measurement does not have, a text that is more than counted, or any text
   * where the store keeps numbers alone.
   */
  query(query: SeriesQuery): Promise<readonly Series[]>;
  /** The newest point of every set of tags that matches, with the fields that came in with it, not older than `since`. */
  last(query: {
    measurement: Measurement;
    where: Readonly<Record<string, string>>;
    since: Instant;
  }): Promise<readonly LastValue[]>;
  /** Throws a Problem where the store does not work. */
  check(): Promise<void>;
  /** Drops what is older than its retention and rolls the rest up. */
  maintain(now: Instant): Promise<void>;
  close(): Promise<void>;
}
