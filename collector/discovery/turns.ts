/** Lets pieces of work through one at a time, in the order in which they came. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  readonly run = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  };
}
