import type { Logger } from "pino";
import { type Clock, type Instant, minute, second } from "../../../model/instant.ts";
import type { MetricPoint } from "../../../model/metric.ts";
import { describeError, Problem } from "../../../model/problem.ts";
import { rollupRetention } from "../../retention.ts";
import { checkQuery } from "../check-query.ts";
import { Writer } from "../line-protocol/writer.ts";
import type { LastValue, MetricStore, Series, SeriesQuery, WriteResult } from "../port.ts";
import { declarationOf, refusalOf } from "../refusal.ts";
import { type VictoriaAddress, VictoriaClient } from "./client.ts";
import { Durability } from "./durability.ts";
import { Journal } from "./journal.ts";
import { lastValues, mostAhead } from "./last.ts";
import { querySeries } from "./query.ts";
import { numericFields } from "./selector.ts";

export interface VictoriaMetricsOptions extends VictoriaAddress {
  /** SQLite file for what the server may still lose. */
  readonly journal: string;
  readonly clock: Clock;
  readonly log?: Logger;
  /** How long a write waits for the server. */
  readonly deadlineMs?: number;
}

/** Shorter than what a collector waits for the centre, so that it hears what the matter is. */
const writeDeadlineMs = 15 * second;

/**
 * Opens the metric store in a single-node VictoriaMetrics. The server answers a write before it is on its disk, so a journal keeps
 * every write until that is so; a resolved write is as safe as with any other store. It keeps numbers alone: texts of a point are left
 * out, and a point of nothing else is refused. It keeps points as they are for its own retention, so there is nothing to roll up.
 * Points show in answers about a second after they were written. Numbers keep twelve significant digits.
 * Throws `store-full` and `store-unavailable` where the journal cannot be opened; what is the matter with the server, every call throws.
 */
export async function openVictoriaMetrics(options: VictoriaMetricsOptions): Promise<MetricStore> {
  const journal = await Journal.open(options.journal);
  const store = new VictoriaMetrics(options, journal);
  await store.check().then(
    () => store.note(),
    (error: unknown) => store.note(error),
  );
  return store;
}

class VictoriaMetrics implements MetricStore {
  readonly #client: VictoriaClient;
  readonly #durability: Durability;
  readonly #writer: Writer;
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  #flagsHold = false;
  #trouble: string | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: VictoriaMetricsOptions, journal: Journal) {
    const deadlineMs = options.deadlineMs ?? writeDeadlineMs;
    this.#client = new VictoriaClient(options);
    this.#clock = options.clock;
    this.#log = options.log;
    this.#durability = new Durability(this.#client, journal, options.clock, deadlineMs, (error) => this.note(error));
    this.#writer = new Writer(async (lines) => {
      await this.#durability.write(lines.join("\n"));
      return undefined;
    });
  }

  /** Logs what is the matter with the server, once as long as it stays the same; nothing: it works. */
  note(error?: unknown): void {
    const code = error instanceof Problem ? error.code : "unexpected";
    const trouble = error === undefined ? undefined : code;
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    if (trouble === undefined) return;
    this.#log?.error({ code, reason: describeError(error), server: this.#client.address }, "the metric server cannot be used");
  }

  async write(points: readonly MetricPoint[]): Promise<WriteResult> {
    await this.#ready();
    const now = this.#clock.now();
    const refused: { point: MetricPoint; reason: string }[] = [];
    const taken = points.flatMap((point) => {
      const reason = refusalOf(point) ?? outOfTime(point, now);
      const numbers = reason === undefined ? numbersOf(point) : undefined;
      if (numbers === undefined) refused.push({ point, reason: reason ?? "the store keeps numbers, and the point has none" });
      return numbers ?? [];
    });
    await this.#writer.write(taken);
    return { written: taken.length, refused };
  }

  async query(query: SeriesQuery): Promise<readonly Series[]> {
    checkQuery(query);
    if (declarationOf(query.measurement)?.fields[query.field] === "string") {
      throw new Problem("invalid-query", `${query.field} is text, and this store keeps numbers alone`);
    }
    await this.#ready();
    return querySeries(this.#client, query, this.#clock.now());
  }

  async last(query: Parameters<MetricStore["last"]>[0]): Promise<readonly LastValue[]> {
    await this.#ready();
    return lastValues(this.#client, query, this.#clock.now());
  }

  /** Looks at the server's settings again, and writes, because a server without room still answers every read. */
  async check(): Promise<void> {
    this.#flagsHold = false;
    await this.#ready();
    const now = this.#clock.now();
    await this.#client.write(`plantwatch checked=${now} ${now}`, 10 * second);
  }

  /** The server rolls nothing up and drops by its own retention; what is due is to see that it lost nothing. */
  async maintain(): Promise<void> {
    await this.#ready();
    await this.#durability.look();
  }

  close(): Promise<void> {
    this.#closing ??= this.#durability.close();
    return this.#closing;
  }

  async #ready(): Promise<void> {
    if (this.#closing !== undefined) {
      throw new Problem("store-unavailable", "The metric store is closed.", { target: this.#client.address });
    }
    if (this.#flagsHold) return;
    await this.#client.checkFlags();
    this.#flagsHold = true;
  }
}

function outOfTime({ at }: MetricPoint, now: Instant): string | undefined {
  if (at < now - rollupRetention) return "older than the retention of metrics";
  return at > now + mostAhead - minute ? "more than two days ahead" : undefined;
}

/** The point without its texts; undefined where nothing is left. */
function numbersOf(point: MetricPoint): MetricPoint | undefined {
  const kept = numericFields(point.measurement);
  const fields = Object.entries(point.fields).filter(([field]) => kept.includes(field));
  return fields.length === 0 ? undefined : { ...point, fields: Object.fromEntries(fields) };
}
