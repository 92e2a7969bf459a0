import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";

/** Which assets have news: all of them, or these alone. */
export type News = "all" | ReadonlySet<string>;

/** What is asked for comes in bursts; what comes within this time is judged at once, milliseconds. */
const gather = 5;
/** News that changes no facts can wait this long for more of its kind. */
const gatherLater = 1000;
/** After judging for a while deliveries have the thread to themselves for as long, but no longer than this, milliseconds. */
const longestRest = 50;

interface Waiting {
  news: News;
  dueAt: number;
}

/** Enterprises that wait to be judged: each once, one after the other, however often it is asked for. */
export class JudgeQueue {
  readonly #judge: (enterpriseId: string, news: News) => Promise<void>;
  readonly #log: Logger;
  readonly #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #restUntil = 0;
  #stopped = false;

  constructor(judge: (enterpriseId: string, news: News) => Promise<void>, log: Logger) {
    this.#judge = judge;
    this.#log = log;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Asks for an enterprise to be judged; `later` where nothing but times has changed. */
  request(enterpriseId: string, news: News = "all", later = false): void {
    if (this.#stopped) return;
    const dueAt = performance.now() + (later ? gatherLater : gather);
    const known = this.#waiting.get(enterpriseId);
    this.#waiting.set(enterpriseId, {
      news: known === undefined ? news : bothOf(known.news, news),
      dueAt: Math.min(known?.dueAt ?? dueAt, dueAt),
    });
    this.#schedule();
  }

  /** Ends what is being judged and takes nothing more; what waits is judged after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#running !== undefined || this.#waiting.size === 0) return;
    const dueAt = Math.min(...this.#waiting.values().map((waiting) => waiting.dueAt));
    const wait = Math.max(dueAt, this.#restUntil) - performance.now();
    this.#timer = setTimeout(
      () => {
        this.#running = this.#run().finally(() => {
          this.#running = undefined;
          this.#schedule();
        });
      },
      Math.max(0, wait),
    );
  }

  async #run(): Promise<void> {
    const startedAt = performance.now();
    const due = [...this.#waiting].filter(([, { dueAt }]) => dueAt <= startedAt + 1);
    for (const [enterpriseId, { news }] of due) {
      if (this.#stopped) break;
      this.#waiting.delete(enterpriseId);
      await this.#judgeOne(enterpriseId, news);
      // Deliveries that came meanwhile are acknowledged before the next one is judged.
      await setImmediate();
    }
    const now = performance.now();
    this.#restUntil = now + Math.min(now - startedAt, longestRest);
  }

  /** A failure stays that enterprise's own; the timer asks for it again. */
  async #judgeOne(enterpriseId: string, news: News): Promise<void> {
    try {
      await this.#judge(enterpriseId, news);
    } catch (error) {
      this.#log.error({ enterpriseId, err: error }, "an enterprise could not be judged");
    }
  }
}

function bothOf(a: News, b: News): News {
  return a === "all" || b === "all" ? "all" : a.union(b);
}
