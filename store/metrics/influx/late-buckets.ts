import { randomUUID } from "node:crypto";
import { hour, type Instant } from "../../../model/instant.ts";
import { fiveMinutes, floorTo } from "../plan.ts";
import type { InfluxClient } from "./client.ts";
import { policies } from "./layout.ts";

/** A five-minute bucket into which points came late, and the mark that stands for it. */
export interface LateBucket {
  readonly at: Instant;
  readonly mark: string;
}

const measurement = "plantwatch_late";
const linesAtOnce = 5000;

/**
 * Notes in the database which buckets must be rolled up again, before the points that need it are written. A bucket has the last
 * mark set and the last one done, so that a point that comes while its bucket is rolled up is not forgotten.
 */
export class LateBuckets {
  readonly #client: InfluxClient;
  #noted = new Set<Instant>();
  /** Noted ones whose turn it is to be rolled up again. */
  #due = new Set<Instant>();

  constructor(client: InfluxClient) {
    this.#client = client;
  }

  /** Notes the buckets of these moments as far as they lie before `before`. */
  async note(moments: readonly Instant[], before: Instant): Promise<void> {
    const noted = this.#noted;
    const buckets = new Set(moments.filter((at) => at < before).map((at) => floorTo(at, fiveMinutes)));
    const missing = [...buckets].filter((bucket) => !noted.has(bucket));
    const mark = randomUUID();
    await this.#write(missing.map((at) => `${measurement} mark="${mark}" ${at}`));
    for (const bucket of missing) noted.add(bucket);
  }

  /** The first moment for which roll-ups cannot be relied on, as far as this process knows. */
  get earliest(): Instant {
    return [this.#noted, this.#due].flatMap((set) => [...set]).reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);
  }

  /** Begins with a database: what an earlier process noted there counts. */
  async load(since: Instant): Promise<void> {
    this.#due = new Set();
    this.#noted = new Set((await this.pending(since)).map(({ at }) => at));
  }

  /** From now on every bucket is noted anew; those noted so far are due. */
  turn(): void {
    for (const bucket of this.#noted) this.#due.add(bucket);
    this.#noted = new Set();
  }

  async pending(since: Instant): Promise<readonly LateBucket[]> {
    const [tables = []] = await this.#client.query([
      `SELECT "mark", "done" FROM "${policies.five_minutes.name}"."${measurement}" WHERE time >= ${since}ms`,
    ]);
    return tables.flatMap(({ values }) =>
      values.flatMap(([at, mark, done]): LateBucket[] =>
        typeof at === "number" && typeof mark === "string" && mark !== done ? [{ at, mark }] : [],
      ),
    );
  }

  async done(buckets: readonly LateBucket[]): Promise<void> {
    for (const { at } of buckets) this.#due.delete(at);
    await this.#write(buckets.map(({ at, mark }) => `${measurement} done="${mark}" ${at}`));
  }

  async #write(lines: readonly string[]): Promise<void> {
    for (let start = 0; start < lines.length; start += linesAtOnce) {
      await this.#client.note(policies.five_minutes.name, lines.slice(start, start + linesAtOnce));
    }
  }
}

/** A stretch of time, [from, to). */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Few windows of whole units that cover all moments: rolling up what did not change does no harm, and asking once for each of
 * a hundred buckets does. None is longer than `longest`.
 */
export function windowsOf(moments: readonly Instant[], unit: number, longest: number): readonly Window[] {
  const windows: Window[] = [];
  for (const bucket of [...new Set(moments.map((at) => floorTo(at, unit)))].sort((a, b) => a - b)) {
    const last = windows.at(-1);
    const isNear = last !== undefined && bucket - last.to <= hour && bucket + unit - last.from <= longest;
    windows.splice(isNear ? -1 : windows.length, isNear ? 1 : 0, { from: isNear ? last.from : bucket, to: bucket + unit });
  }
  return windows;
}
