/** Lets one holder in at a time, in the order in which they asked. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Resolves once nobody else holds it; the function given back lets the next one in. */
  async acquire(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#tail;
    this.#tail = promise;
    await before;
    return resolve;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }
}
