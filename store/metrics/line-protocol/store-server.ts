import type { Instant } from "../../../model/instant.ts";
import { describeError, Problem } from "../../../model/problem.ts";

export interface ServerAddress {
  /** http or https, without a name or password in it. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface ServerAnswer {
  readonly status: number;
  readonly text: string;
  /** The server's clock in whole seconds, as milliseconds; undefined where it does not say. */
  readonly at: Instant | undefined;
}

/** A metric server that is spoken to over HTTP. Whatever it answers is given back; no answer is a Problem `store-unavailable`. */
export class StoreServer {
  /** For messages. */
  readonly address: string;
  readonly #base: URL;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, username, password }: ServerAddress) {
    this.#base = new URL(url.endsWith("/") ? url : `${url}/`);
    this.address = `${this.#base.origin}${this.#base.pathname}`.replace(/\/$/, "");
    const login = Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64");
    this.#headers = username === undefined ? {} : { authorization: `Basic ${login}` };
  }

  get(path: string, query: Readonly<Record<string, string>>, deadlineMs: number): Promise<ServerAnswer> {
    return this.#ask(path, query, { method: "GET" }, deadlineMs);
  }

  post(
    path: string,
    query: Readonly<Record<string, string>>,
    body: string | URLSearchParams,
    deadlineMs: number,
  ): Promise<ServerAnswer> {
    return this.#ask(path, query, { method: "POST", body }, deadlineMs);
  }

  async #ask(
    path: string,
    query: Readonly<Record<string, string>>,
    init: RequestInit,
    deadlineMs: number,
  ): Promise<ServerAnswer> {
    const url = new URL(`${path}?${new URLSearchParams(query)}`, this.#base);
    try {
      const signal = AbortSignal.timeout(deadlineMs);
      const response = await fetch(url, { ...init, headers: this.#headers, signal, redirect: "error" });
      const at = Date.parse(response.headers.get("date") ?? "");
      return { status: response.status, text: await response.text(), at: Number.isNaN(at) ? undefined : at };
    } catch (error) {
      throw unanswered(this.address, error);
    }
  }
}

/** What is said of a server that gave no answer. */
export function unanswered(address: string, error: unknown): Problem {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new Problem("store-unavailable", `The metric store does not answer: ${describeError(reason) || "no connection"}`, {
    target: address,
    advice: "Check that the server runs and can be reached; nothing is lost meanwhile.",
    cause: error,
  });
}
