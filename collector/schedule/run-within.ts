import { second } from "../../model/instant.ts";

/** How far past its deadline a run may go before it is given up as stuck. */
const graceMs = 2 * second;

/**
 * Runs work that is told by the signal when its time is up. Undefined where it had not ended even a while after that; one timer at a
 * time, since every poll of every device comes by here.
 */
export async function runWithin<T>(
  deadlineMs: number,
  abort: AbortController,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
  let timer = setTimeout(() => {
    timer = setTimeout(() => resolve(undefined), graceMs);
    abort.abort(new Error("the deadline has passed"));
  }, deadlineMs);
  try {
    work(abort.signal).then(resolve, reject);
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
