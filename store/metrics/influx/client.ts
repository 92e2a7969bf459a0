import { InfluxDB } from "influx";
import { z } from "zod";
import { second } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import { type ServerAddress, StoreServer, unanswered } from "../line-protocol/store-server.ts";
import type { Refusal } from "../line-protocol/writer.ts";
import { messageOf, problemOf, refusalOfWrite } from "./errors.ts";

const answerSchema = z.object({
  results: z.array(
    z.object({
      error: z.string().optional(),
      partial: z.boolean().default(false),
      series: z
        .array(
          z.object({
            name: z.string().default(""),
            partial: z.boolean().default(false),
            tags: z.record(z.string(), z.string()).default({}),
            columns: z.array(z.string()),
            values: z.array(z.array(z.unknown())).default([]),
          }),
        )
        .default([]),
    }),
  ),
});

/** One series of an answer: rows of values in the order of the columns; times are milliseconds. */
export interface Table {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

export interface InfluxAddress extends ServerAddress {
  readonly database: string;
}

/** Names that need no escaping in any statement. */
export const databasePattern = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The one owner of repetition is the caller, so the pool neither tries again nor leaves a server alone for a while. */
const noBackOff = { getDelay: () => 0, next: () => noBackOff, reset: () => noBackOff };
/** Of a connection without a sign of life; the deadlines of calls are shorter, but for upkeep. */
const idleTimeoutMs = 300 * second;
const noteDeadlineMs = 15 * second;

/**
 * A database of an InfluxDB 1.x server. Statements go through the npm client; points do not, since it throws away what a server
 * says with a status of 500 (a full disk, a missing retention policy) and lets line ends in tags through.
 */
export class InfluxClient {
  readonly database: string;
  /** The server, for messages. */
  readonly address: string;
  readonly #server: StoreServer;
  readonly #influx: InfluxDB;

  constructor(address: InfluxAddress) {
    const { database, username, password } = address;
    if (!databasePattern.test(database)) {
      throw new Problem("config-invalid", `"${database}" cannot be the name of a database; expected letters, digits, _ and -`);
    }
    this.database = database;
    this.#server = new StoreServer(address);
    this.address = this.#server.address;
    const { protocol, hostname, port, pathname } = new URL(this.address);
    this.#influx = new InfluxDB({
      hosts: [
        {
          host: hostname,
          port: Number(port) || (protocol === "https:" ? 443 : 80),
          protocol: protocol === "https:" ? "https" : "http",
          path: pathname.replace(/\/$/, ""),
        },
      ],
      database,
      ...(username === undefined ? {} : { username, password: password ?? "" }),
      pool: { maxRetries: 0, requestTimeout: idleTimeoutMs, backoff: noBackOff },
    });
  }

  /** Writes lines to a retention policy; undefined where the server took them. Throws `store-unavailable` where it does not answer. */
  async write(policy: string, lines: readonly string[], deadlineMs: number): Promise<Refusal | undefined> {
    const query = { db: this.database, rp: policy, precision: "ms" };
    const { status, text } = await this.#server.post("write", query, lines.join("\n"), deadlineMs);
    return status >= 200 && status < 300 ? undefined : refusalOfWrite(status, text, this.address);
  }

  /** Writes lines of the store's own, which the server must take. */
  async note(policy: string, lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const refusal = await this.write(policy, lines, noteDeadlineMs);
    if (refusal === undefined) return;
    throw refusal.kind === "keep" ? refusal.problem : problemOf(400, refusal.reason, this.address);
  }

  /** Runs statements; the tables of each. Values stand in for `$name`. Throws a Problem where one of them fails. */
  async query(
    statements: readonly string[],
    options: { readonly values?: Readonly<Record<string, string>>; readonly deadlineMs?: number } = {},
  ): Promise<readonly (readonly Table[])[]> {
    const answer = await this.#within(options.deadlineMs ?? 30 * second, (signal) =>
      this.#influx.queryRaw(statements.join(";"), {
        database: this.database,
        placeholders: { ...options.values },
        precision: "ms",
        method: "POST",
        signal,
      }),
    );
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) throw problemOf(200, "its answer is not InfluxDB's", this.address);
    const error = parsed.data.results.find((result) => result.error !== undefined)?.error;
    if (error !== undefined) throw problemOf(200, error, this.address);
    if (parsed.data.results.some(({ partial, series }) => partial || series.some((table) => table.partial))) {
      throw new Problem("store-mismatch", "InfluxDB cuts long answers short, and Plantwatch needs them whole.", {
        target: this.address,
        advice: "Set `max-row-limit = 0` in the server's [http] section.",
      });
    }
    return parsed.data.results.map(({ series }) => series);
  }

  /** The client waits for ever for an answer that breaks off, so the deadline is kept here as well. */
  async #within(deadlineMs: number, work: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
    const controller = new AbortController();
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      reject(unanswered(this.address, new Error(`no answer within ${deadlineMs / second} s`)));
      controller.abort();
    }, deadlineMs);
    try {
      return await Promise.race([work(controller.signal), promise]);
    } catch (error) {
      throw error instanceof Problem ? error : this.#sorted(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #sorted(error: unknown): Problem {
    const answered = answeredSchema.safeParse(error);
    if (!answered.success) return unanswered(this.address, error);
    const { res, message } = answered.data;
    return problemOf(res.statusCode, messageOf(message.replace(/^A \d+ .*? error occurred: /, "")), this.address);
  }
}

/** The client's error for a status of 300 to 499; its class is not exported. */
const answeredSchema = z.object({ res: z.object({ statusCode: z.number() }), message: z.string() });
