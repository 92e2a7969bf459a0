import { type Clock, type Instant, second, systemClock } from "../../../model/instant.ts";
import type { MetricPoint } from "../../../model/metric.ts";
import { SqliteConnection } from "../../sqlite/connection.ts";
import { Mutex } from "../../sqlite/mutex.ts";
import { checkQuery } from "../check-query.ts";
import type { LastValue, MetricStore, Series, SeriesQuery, WriteResult } from "../port.ts";
import { refusalOf } from "../refusal.ts";
import { lastValues } from "./last.ts";
import { moveStep, nextStep, type UpkeepStep } from "./maintain.ts";
import { noteProgress, type Progress, readProgress } from "./progress.ts";
import { querySeries } from "./query.ts";
import { schema } from "./schema.ts";
import { SeriesDictionary } from "./series.ts";
import { missingSeries, writeStatements } from "./write.ts";

export interface EmbeddedMetricsOptions {
  readonly file: string;
  readonly clock?: Clock;
  /** Ceiling of the file in pages of 4096 bytes. */
  readonly maxPages?: number;
}

/** Opens the metric store in one SQLite file of this process. Throws `store-full`, `store-unavailable`. */
export async function openEmbeddedMetrics(options: EmbeddedMetricsOptions): Promise<MetricStore> {
  const { file, maxPages } = options;
  const connection = await SqliteConnection.open({ file, maxPages, checkpointPages });
  try {
    await connection.exec(schema);
    const dictionary = new SeriesDictionary(connection);
    await dictionary.refresh();
    return new EmbeddedMetrics(connection, dictionary, await readProgress(connection), options.clock ?? systemClock);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** 40 MB of write-ahead log: points of all series change pages all over the file, and each is then copied back once for many. */
const checkpointPages = 10_000;
/** Points in one transaction; more are stored in several, so that neither thread is held for long. */
const maxPointsAtOnce = 2000;
/** Rows that may gather in `hot` before they move; readers walk through all of them. */
const maxHotRows = 100_000;
/** What is newer than this stays in `hot`, because more of the same moment may be on its way. */
const unsettled = 10 * second;

class EmbeddedMetrics implements MetricStore {
  readonly #connection: SqliteConnection;
  readonly #dictionary: SeriesDictionary;
  readonly #clock: Clock;
  /** Writes and upkeep take turns, because a write goes where the progress says. */
  readonly #turn = new Mutex();
  #progress: Progress;
  #hotRows: number | undefined;

  constructor(connection: SqliteConnection, dictionary: SeriesDictionary, progress: Progress, clock: Clock) {
    this.#connection = connection;
    this.#dictionary = dictionary;
    this.#progress = progress;
    this.#clock = clock;
  }

  async write(points: readonly MetricPoint[]): Promise<WriteResult> {
    const refused: { point: MetricPoint; reason: string }[] = [];
    let written = 0;
    for (let at = 0; at < points.length; at += maxPointsAtOnce) {
      const some = points.slice(at, at + maxPointsAtOnce);
      await this.#turn.run(async () => {
        const taken = some.filter((point) => {
          const reason = refusalOf(point) ?? this.#tooOld(point);
          if (reason !== undefined) refused.push({ point, reason });
          return reason === undefined;
        });
        await this.#store(taken);
        written += taken.length;
      });
    }
    return { written, refused };
  }

  #tooOld(point: MetricPoint): string | undefined {
    return point.at < this.#progress.rawFrom ? "older than the retention of raw points" : undefined;
  }

  async #store(points: readonly MetricPoint[]): Promise<void> {
    if (points.length === 0) return;
    const missing = missingSeries(points, this.#dictionary);
    if (missing.length > 0) await this.#dictionary.add(missing);
    await this.#connection.many(writeStatements(points, this.#dictionary, this.#progress));
    await this.#relieveHot(points);
  }

  async #relieveHot(points: readonly MetricPoint[]): Promise<void> {
    this.#hotRows ??= await this.#countHot();
    this.#hotRows += points.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
    const through = this.#clock.now() - unsettled;
    if (this.#hotRows < maxHotRows || through <= this.#progress.moved) return;
    await this.#run(moveStep(through));
    this.#hotRows = await this.#countHot();
  }

  async #countHot(): Promise<number> {
    const [row] = await this.#connection.all("select count(*) as count from hot");
    return Number(row?.count ?? 0);
  }

  async #run(step: UpkeepStep): Promise<void> {
    await this.#connection.many([...step.statements, noteProgress(step.progress)]);
    this.#progress = { ...this.#progress, ...step.progress };
  }

  async query(query: SeriesQuery): Promise<readonly Series[]> {
    checkQuery(query);
    await this.#dictionary.refresh();
    const matching = this.#dictionary.matching(query.measurement, query.where, query.field);
    return querySeries(this.#connection, query, matching, this.#progress);
  }

  async last(query: Parameters<MetricStore["last"]>[0]): Promise<readonly LastValue[]> {
    await this.#dictionary.refresh();
    return lastValues(this.#connection, this.#dictionary.matching(query.measurement, query.where), query.since);
  }

  /** A write, because a full disk still answers every read. */
  async check(): Promise<void> {
    await this.#connection.query(
      "insert into progress (name, at) values ('checked', ?) on conflict (name) do update set at = excluded.at",
      [this.#clock.now()],
    );
  }

  async maintain(now: Instant): Promise<void> {
    let more = true;
    while (more) {
      more = await this.#turn.run(async () => {
        const step = await nextStep(this.#connection, this.#progress, now);
        if (step !== undefined) await this.#run(step);
        return step !== undefined;
      });
    }
    this.#hotRows = undefined;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
