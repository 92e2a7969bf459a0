import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";

/** Observations come in bursts; what comes within this time is judged at once, milliseconds. */
const gather = 200;

/** Enterprises that wait to be judged: each once, one after the other, however often it is asked for. */
export class JudgeQueue {
  readonly #judge: (enterpriseId: string) => Promise<void>;
  readonly #log: Logger;
  readonly #waiting = new Set<string>();
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(judge: (enterpriseId: string) => Promise<void>, log: Logger) {
    this.#judge = judge;
    this.#log = log;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  request(enterpriseId: string): void {
    if (this.#stopped) return;
    this.#waiting.add(enterpriseId);
    this.#running ??= this.#run();
  }

  /** Ends what is being judged and takes nothing more; what waits is judged after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopped) {
      await sleep(gather);
      for (const enterpriseId of [...this.#waiting]) {
        if (this.#stopped) break;
        this.#waiting.delete(enterpriseId);
        await this.#judgeOne(enterpriseId);
        // Deliveries that came meanwhile are acknowledged before the next one is judged.
        await setImmediate();
      }
    }
    this.#running = undefined;
  }

  /** A failure stays that enterprise's own; the timer asks for it again. */
  async #judgeOne(enterpriseId: string): Promise<void> {
    try {
      await this.#judge(enterpriseId);
    } catch (error) {
      this.#log.error({ enterpriseId, err: error }, "an enterprise could not be judged");
    }
  }
}
