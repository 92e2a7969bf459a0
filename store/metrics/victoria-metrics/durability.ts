import { type Clock, type Instant, second } from "../../../model/instant.ts";
import type { VictoriaClient } from "./client.ts";
import type { Journal } from "./journal.ts";

/** A server that is killed this long after it took points has them on disk; measured, the last eight seconds are lost. */
const durableAfterMs = 30 * second;
const lookEveryMs = 5 * second;
const entriesAtOnce = 20;

/**
 * Makes a server that can lose what it took keep it: lines stay in a journal until the server has lived on for `durableAfterMs`,
 * and are given to it again where it was started since. Giving the same line twice changes nothing there.
 */
export class Durability {
  readonly #client: VictoriaClient;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | undefined;

  /** `looked` hears how each look ends; after one in vain the journal keeps everything. */
  constructor(client: VictoriaClient, journal: Journal, clock: Clock, deadlineMs: number, looked: (error?: unknown) => void) {
    this.#client = client;
    this.#journal = journal;
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
    this.#timer = setInterval(() => this.look().then(() => looked(), looked), lookEveryMs).unref();
  }

  /** Resolves once the server has the lines and the journal too. */
  async write(lines: string): Promise<void> {
    const takenAt = await this.#client.write(lines, this.#deadlineMs);
    await this.#journal.add(takenAt ?? this.#clock.now(), lines);
  }

  /** Lets go of what the server can no longer lose, and gives it again what it may have lost. */
  look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    const { startedAt, now } = await this.#client.state();
    // All are whole seconds of the server's clock: within the second of its start nobody can say what came first.
    if (now <= startedAt) return;
    await this.#giveAgain(startedAt);
    await this.#journal.removeTaken({ after: startedAt, through: now - durableAfterMs });
  }

  async #giveAgain(startedAt: Instant): Promise<void> {
    for (;;) {
      const lost = await this.#journal.takenThrough(startedAt, entriesAtOnce);
      if (lost.length === 0) return;
      for (const { lines } of lost) await this.write(lines);
      await this.#journal.remove(lost.map(({ id }) => id));
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking?.catch(() => undefined);
    await this.#journal.close();
  }
}
