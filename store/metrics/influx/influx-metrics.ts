import type { Logger } from "pino";
import { type Clock, day, hour, type Instant, minute, second } from "../../../model/instant.ts";
import type { MetricPoint } from "../../../model/metric.ts";
import { describeError, Problem } from "../../../model/problem.ts";
import { rawRetention, rollupRetention } from "../../retention.ts";
import { Mutex } from "../../sqlite/mutex.ts";
import { checkQuery } from "../check-query.ts";
import { Writer } from "../line-protocol/writer.ts";
import { ceilTo, floorTo, type Level } from "../plan.ts";
import type { LastValue, MetricStore, Series, SeriesQuery, WriteResult } from "../port.ts";
import { refusalOf } from "../refusal.ts";
import { type InfluxAddress, InfluxClient } from "./client.ts";
import { LateBuckets } from "./late-buckets.ts";
import { policies, type StoredSource } from "./layout.ts";
import { lateBefore, type Progress, readProgress, writeProbe } from "./progress.ts";
import { lastValues, querySeries } from "./query.ts";
import { setUp } from "./set-up.ts";
import { maintain, type Upkeep } from "./upkeep.ts";

export interface InfluxMetricsOptions extends InfluxAddress {
  readonly clock: Clock;
  readonly log?: Logger;
  /** How long a write waits for the server. */
  readonly deadlineMs?: number;
}

/** Shorter than what a collector waits for the centre, so that it hears what the matter is. */
const writeDeadlineMs = 15 * second;

/**
 * Opens the metric store in a database of an InfluxDB 1.x server, and sets it up where the server answers and lets it. Where it
 * does not, the store is open all the same, since the centre judges without it: every call tries again and throws what the
 * matter is: `store-unavailable`, `store-denied`, `store-full`, or `store-mismatch` for a database with other settings.
 */
export async function openInfluxMetrics(options: InfluxMetricsOptions): Promise<MetricStore> {
  const store = new InfluxMetrics(options);
  try {
    await store.check();
  } catch (error) {
    const code = error instanceof Problem ? error.code : "unexpected";
    options.log?.error({ code, reason: describeError(error), server: store.address }, "the metric store is not ready");
  }
  return store;
}

class InfluxMetrics implements MetricStore {
  readonly address: string;
  readonly #client: InfluxClient;
  readonly #writer: Writer;
  readonly #late: LateBuckets;
  readonly #clock: Clock;
  readonly #turn = new Mutex();
  readonly #writes = new Set<Promise<unknown>>();
  /** Absent until the database is known to be set up. */
  #upkeep: Upkeep | undefined;
  #settingUp: Promise<Upkeep> | undefined;
  #closed = false;

  constructor(options: InfluxMetricsOptions) {
    this.#client = new InfluxClient(options);
    this.address = this.#client.address;
    const deadlineMs = options.deadlineMs ?? writeDeadlineMs;
    this.#writer = new Writer((lines) => this.#client.write(policies.raw.name, lines, deadlineMs));
    this.#late = new LateBuckets(this.#client);
    this.#clock = options.clock;
  }

  write(points: readonly MetricPoint[]): Promise<WriteResult> {
    return this.#whenReady(async ({ progress }) => {
      const now = this.#clock.now();
      const refused: { point: MetricPoint; reason: string }[] = [];
      const taken = points.filter((point) => {
        const reason = refusalOf(point) ?? tooOld(point, now);
        if (reason !== undefined) refused.push({ point, reason });
        return reason === undefined;
      });
      const dropped = await this.#underWay(this.#store(taken, lateBefore(now, progress)));
      return { written: taken.length - dropped.length, refused: [...refused, ...dropped] };
    });
  }

  async #store(points: readonly MetricPoint[], late: Instant): Promise<WriteResult["refused"]> {
    await this.#late.note(
      points.map(({ at }) => at),
      late,
    );
    return this.#writer.write(points);
  }

  async #underWay<T>(write: Promise<T>): Promise<T> {
    this.#writes.add(write);
    try {
      return await write;
    } finally {
      this.#writes.delete(write);
    }
  }

  async query(query: SeriesQuery): Promise<readonly Series[]> {
    checkQuery(query);
    return this.#whenReady(({ progress }) => querySeries(this.#client, query, this.#levels(progress)));
  }

  #levels({ fiveMinutesThrough, daysThrough }: Progress): readonly Level<StoredSource>[] {
    const now = this.#clock.now();
    const { earliest } = this.#late;
    return [
      { source: "days", through: Math.min(daysThrough, floorTo(earliest, day)), from: 0 },
      { source: "five_minutes", through: Math.min(fiveMinutesThrough, earliest), from: ceilTo(now - rollupRetention, day) },
      { source: "raw", through: Number.MAX_SAFE_INTEGER, from: ceilTo(now - rawRetention, hour) },
    ];
  }

  last(query: Parameters<MetricStore["last"]>[0]): Promise<readonly LastValue[]> {
    return this.#whenReady(() => lastValues(this.#client, query));
  }

  /** Looks at the settings again, and writes, because a full disk still answers every read. */
  async check(): Promise<void> {
    this.#upkeep = undefined;
    await this.#whenReady(() => writeProbe(this.#client, this.#clock.now()));
  }

  async maintain(now: Instant): Promise<void> {
    await this.#turn.run(() => this.#whenReady((upkeep) => maintain(upkeep, now)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#drain();
  }

  #drain(): Promise<unknown> {
    return Promise.allSettled(this.#writes);
  }

  /** Runs a call on a database that is set up; where it turns out to be gone, the next call sets it up again. */
  async #whenReady<T>(call: (upkeep: Upkeep) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Problem("store-unavailable", "The metric store is closed.", { target: this.address });
    try {
      return await call(this.#upkeep ?? (await this.#setUp()));
    } catch (error) {
      if (error instanceof Problem && error.code === "store-denied") this.#upkeep = undefined;
      throw error;
    }
  }

  #setUp(): Promise<Upkeep> {
    this.#settingUp ??= this.#setUpOnce().finally(() => {
      this.#settingUp = undefined;
    });
    return this.#settingUp;
  }

  async #setUpOnce(): Promise<Upkeep> {
    await setUp(this.#client);
    const now = this.#clock.now();
    const progress = await readProgress(this.#client, now);
    await this.#late.load(now - rawRetention);
    this.#upkeep = { client: this.#client, late: this.#late, drain: () => this.#drain(), progress };
    return this.#upkeep;
  }
}

/** A minute more than the retention, for a server whose clock is behind; what it drops before that is found out by asking again. */
function tooOld({ at }: MetricPoint, now: Instant): string | undefined {
  return at < now - rawRetention - minute ? "older than the retention of raw points" : undefined;
}
