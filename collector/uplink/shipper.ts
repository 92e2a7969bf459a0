import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import type { Acknowledgement } from "../../model/wire/batches.ts";
import { createBackOff } from "../schedule/back-off.ts";
import type { SpoolStream } from "../spool/spool.ts";

export interface ShipperCounts {
  /** Batches that had to be tried again, and items that the centre stored as refused. */
  retried: number;
  rejected: number;
}

/**
 * Empties one stream of the spool for as long as the signal lives: oldest first, one batch at a time, forgetting a batch only
 * when the centre has said that it is stored.
 */
export async function ship<T>(options: {
  stream: SpoolStream<T>;
  batchSize: number;
  deliver: (items: readonly { readonly seq: number; readonly item: T }[]) => Promise<Acknowledgement>;
  counts: ShipperCounts;
  signal: AbortSignal;
  log: Logger;
}): Promise<void> {
  const { stream, batchSize, deliver, counts, signal, log } = options;
  const backOff = createBackOff({ first: second / 2, most: 30 * second });
  while (!signal.aborted) {
    try {
      const items = await stream.oldest(batchSize);
      if (items.length === 0) {
        await pause(second / 4, signal);
        continue;
      }
      const { storedThrough, rejected } = await deliver(items);
      await stream.forget(storedThrough);
      counts.rejected += rejected.length;
      if (rejected.length > 0)
        log.warn(
          { rejected: rejected.slice(0, 5), count: rejected.length },
          "the centre refused items; they are stored there as refused",
        );
      backOff.succeeded();
    } catch (error) {
      if (signal.aborted) return;
      counts.retried += 1;
      const wait = backOff.failed();
      const code = error instanceof Problem ? error.code : "unexpected";
      log.warn({ code, error: describeError(error), waitMs: Math.round(wait) }, "delivery failed; the spool keeps everything");
      await pause(wait, signal);
    }
  }
}

/** Waits, or returns at once when the signal comes. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
