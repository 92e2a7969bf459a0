import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import type { RequestGate, Traffic } from "../define.ts";
import { OpcuaFailure } from "./errors.ts";
import { bounds } from "./plan.ts";

interface Account {
  requests: number;
  bytesIn: number;
  bytesOut: number;
  waitedMs: number;
}

/** One run of a job: its bounds, its signal and its account of what went over the wire. */
export class Run {
  readonly endpoint: OpcuaEndpoint;
  readonly signal: AbortSignal;
  readonly #gate: RequestGate;
  readonly #account: Account;
  #requestsLeft: number;
  #answerMsLeft: number = bounds.answerMs;

  constructor(
    endpoint: OpcuaEndpoint,
    gate: RequestGate,
    signal: AbortSignal,
    requests: number = bounds.requests,
    account: Account = { requests: 0, bytesIn: 0, bytesOut: 0, waitedMs: 0 },
  ) {
    this.endpoint = endpoint;
    this.signal = signal;
    this.#gate = gate;
    this.#requestsLeft = requests;
    this.#account = account;
  }

  /**
   * The same account with a short time of its own, for what is sent whatever became of the run: the orderly end of a session and
   * its channel, the renewal of a token.
   */
  detached(): Run {
    return new Run(this.endpoint, this.#gate, AbortSignal.timeout(bounds.detachedMs), bounds.detachedRequests, this.#account);
  }

  get traffic(): Traffic {
    const { requests, bytesIn, bytesOut, waitedMs } = this.#account;
    return { requests, bytesIn, bytesOut, latencyMs: Math.round(waitedMs) };
  }

  /** Requests that this run may still send. */
  get requestsLeft(): number {
    return this.#requestsLeft;
  }

  /** Starts the time of a new connection: a peer that let one attempt run out does not spoil the next. */
  startConnection(): void {
    this.#answerMsLeft = bounds.answerMs;
  }

  /** Asks the gate for one request; throws an `OpcuaFailure` where the run is over its bounds or cancelled. */
  async admit(): Promise<void> {
    if (this.#requestsLeft <= 0) throw new OpcuaFailure("too-many-requests", "more requests than one run may send");
    try {
      await this.#gate.request(this.signal);
    } catch (cause) {
      throw new OpcuaFailure("cancelled", "the run was cancelled before the request", { target: this.endpoint.url, cause });
    }
    this.#requestsLeft -= 1;
    this.#account.requests += 1;
  }

  /** Awaits an answer of the peer within what is left of the connection's time, and counts the time. */
  async answer<T>(pending: Promise<T>): Promise<T> {
    const target = this.endpoint.url;
    const started = performance.now();
    const { promise: interrupted, reject } = Promise.withResolvers<never>();
    const onTime = () => reject(new OpcuaFailure("no-answer", `no answer within ${bounds.answerMs} ms`, { target }));
    const onAbort = () => reject(new OpcuaFailure("cancelled", "the run was cancelled", { target }));
    const timer = setTimeout(onTime, Math.max(this.#answerMsLeft, 1));
    this.signal.addEventListener("abort", onAbort, { once: true });
    if (this.signal.aborted) onAbort();
    try {
      return await Promise.race([pending, interrupted]);
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener("abort", onAbort);
      const waited = performance.now() - started;
      this.#answerMsLeft -= waited;
      this.#account.waitedMs += waited;
    }
  }

  /** Counts what arrived; throws where the peer sends more than a run may receive. */
  received(bytes: number): void {
    this.#account.bytesIn += bytes;
    if (this.#account.bytesIn > bounds.bytes) {
      throw new OpcuaFailure("too-much-data", `more than ${bounds.bytes} bytes in one run`, { target: this.endpoint.url });
    }
  }

  sent(bytes: number): void {
    this.#account.bytesOut += bytes;
  }
}
