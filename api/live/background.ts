import type { Logger } from "pino";
import { describeError } from "../../model/problem.ts";

/** Work that comes round again; a task never runs beside itself, and its failure stops nothing. */
export class Background {
  readonly #log: Logger;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Map<string, Promise<void>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Runs a task every so many milliseconds. */
  every(milliseconds: number, name: string, task: () => Promise<void>): void {
    const timer = setInterval(() => {
      if (this.#running.has(name)) return;
      const run = task()
        .catch((error: unknown) => this.#log.warn({ task: name, reason: describeError(error) }, "background work failed"))
        .finally(() => this.#running.delete(name));
      this.#running.set(name, run);
    }, milliseconds);
    this.#timers.push(timer);
  }

  /** Ends the timers and waits for what is under way. */
  async stop(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await Promise.all(this.#running.values());
  }
}
