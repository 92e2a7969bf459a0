/** Lets one piece of work run at a time, in the order in which it was asked for. */
export class Turn {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /**
   * Waits for the work before, then runs this one; gives up waiting once the signal is aborted. Work that has begun is to honour the
   * signal itself.
   */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#taken) await this.#wait(signal);
    this.#taken = true;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#taken = false;
      // Whoever waits takes the turn before anybody else can ask for it.
      const next = this.#waiting.shift();
      if (next !== undefined) {
        this.#taken = true;
        next();
      }
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => {
      const place = this.#waiting.indexOf(resolve);
      if (place >= 0) this.#waiting.splice(place, 1);
      reject(signal.reason);
    };
    signal.throwIfAborted();
    this.#waiting.push(resolve);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }
}
