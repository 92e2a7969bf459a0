import { z } from "zod";
import { day, type Instant, second } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import { rollupRetention } from "../../retention.ts";
import { type ServerAddress, type ServerAnswer, StoreServer } from "../line-protocol/store-server.ts";

export interface VictoriaAddress extends ServerAddress {
  /** Kept as the label `db`, so that one server may hold the metrics of several. */
  readonly database: string;
}

/** One series of an answer: [time in milliseconds, value]. */
export interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [Instant, number])[];
}

/** What a server says of itself. */
export interface ServerState {
  /** Whole seconds, as milliseconds, by the server's clock. */
  readonly startedAt: Instant;
  readonly now: Instant;
  readonly flags: ReadonlyMap<string, string>;
}

const queryDeadlineMs = 30 * second;
const stateDeadlineMs = 10 * second;

const sampleSchema = z.tuple([z.number(), z.coerce.number()]);
const answerSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(sampleSchema).optional(),
        value: sampleSchema.optional(),
      }),
    ),
  }),
});

/** A single-node VictoriaMetrics: line protocol in, PromQL out. */
export class VictoriaClient {
  readonly database: string;
  /** The server, for messages. */
  readonly address: string;
  readonly #server: StoreServer;

  constructor(address: VictoriaAddress) {
    this.database = address.database;
    this.#server = new StoreServer(address);
    this.address = this.#server.address;
  }

  /** Gives lines to the server; the time of its answer by its own clock. It says nothing of lines that it ignores. */
  async write(lines: string, deadlineMs: number): Promise<Instant | undefined> {
    const answer = await this.#server.post("write", { db: this.database, precision: "ms" }, lines, deadlineMs);
    this.#demandSuccess(answer);
    return answer.at;
  }

  /** Values at `from`, `from + stepMs`, … up to `to`. */
  async queryRange(query: string, from: Instant, to: Instant, stepMs: number): Promise<readonly Labelled[]> {
    return this.#query("api/v1/query_range", { query, start: seconds(from), end: seconds(to), step: `${stepMs}ms` });
  }

  async queryAt(query: string, at: Instant): Promise<readonly Labelled[]> {
    return this.#query("api/v1/query", { query, time: seconds(at) });
  }

  async #query(path: string, parameters: Readonly<Record<string, string>>): Promise<readonly Labelled[]> {
    // From its cache the server would answer as it was before late points came.
    const answer = await this.#server.post(path, {}, new URLSearchParams({ ...parameters, nocache: "1" }), queryDeadlineMs);
    this.#demandSuccess(answer);
    const parsed = answerSchema.safeParse(parseJson(answer.text));
    if (!parsed.success) throw this.#problem("store-unavailable", "its answer is not VictoriaMetrics'");
    return parsed.data.data.result.map(({ metric, values, value }) => ({
      labels: metric,
      values: (values ?? (value === undefined ? [] : [value])).map(
        ([time, number]) => [Math.round(time * second), number] as const,
      ),
    }));
  }

  async state(): Promise<ServerState> {
    const answer = await this.#server.get("metrics", {}, stateDeadlineMs);
    this.#demandSuccess(answer);
    const startedAt = /^vm_app_start_timestamp (\d+)$/m.exec(answer.text)?.[1];
    if (startedAt === undefined || answer.at === undefined) {
      throw this.#problem("store-mismatch", "it does not say of itself what a single-node VictoriaMetrics says");
    }
    const flags = [...answer.text.matchAll(/^flag\{name="([^"]+)", value="([^"]*)"/gm)];
    return {
      startedAt: Number(startedAt) * second,
      now: answer.at,
      flags: new Map(flags.map(([, name = "", value = ""]) => [name, value])),
    };
  }

  /** Throws `store-mismatch` where the server runs with settings by which it would lose points or count them twice. */
  async checkFlags(): Promise<void> {
    const { flags } = await this.state();
    const dedup = flags.get("dedup.minScrapeInterval");
    if (dedup !== "1ms") throw this.#flagProblem("dedup.minScrapeInterval", dedup, "1ms");
    const retention = flags.get("retentionPeriod");
    if (retentionOf(retention ?? "") < rollupRetention) throw this.#flagProblem("retentionPeriod", retention, "13 or more");
  }

  #flagProblem(flag: string, there: string | undefined, needed: string): Problem {
    const message = `it runs with -${flag}=${there ?? "?"}, and Plantwatch needs ${needed}`;
    return this.#problem("store-mismatch", message, `Start the server with \`-${flag}=${needed.split(" ")[0]}\`.`);
  }

  #demandSuccess({ status, text }: ServerAnswer): void {
    if (status >= 200 && status < 300) return;
    const reason = text.trim().slice(0, 500) || `status ${status}`;
    if (status === 401 || status === 403) {
      throw this.#problem("store-denied", reason, "Check name and password; nothing is lost meanwhile.");
    }
    if (/read-only mode|no space left/i.test(reason)) {
      throw this.#problem("store-full", reason, "Give its disk more space; nothing is lost meanwhile.");
    }
    throw this.#problem("store-unavailable", reason, "Look into the server's log; nothing is lost meanwhile.");
  }

  #problem(code: string, reason: string, advice?: string): Problem {
    const message = `VictoriaMetrics cannot be used: ${reason}`;
    return new Problem(code, message, { target: this.address, ...(advice === undefined ? {} : { advice }) });
  }
}

function seconds(at: Instant): string {
  return (at / second).toFixed(3);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The server counts a bare number as months of 31 days. */
const unitLengths: Readonly<Record<string, number>> = { "": 31 * day, h: day / 24, d: day, w: 7 * day, y: 365 * day };

function retentionOf(flag: string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([hdwy]?)$/.exec(flag) ?? [];
  return Number(amount ?? 0) * (unitLengths[unit] ?? 0);
}
