import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { describeError } from "../../model/problem.ts";
import type { SpoolStreamName } from "../../model/spool.ts";
import type { Outcome } from "../schedule/outcome.ts";
import type { Spool, SpoolStream } from "./spool.ts";

/** What comes within this time is written together: every group waits once for the disk, and a group costs more than an outcome. */
const gatherMs = 50;

export interface Keeper {
  keep(outcome: Outcome): void;
  /** Writes at once what is still there. */
  settled(): Promise<void>;
}

/** Puts outcomes into the spool, in groups. */
export function createKeeper(spool: Spool, log: Logger): Keeper {
  let pending: Outcome[] = [];
  let writing: Promise<void> | undefined;
  const hurry = new AbortController();

  const write = async (): Promise<void> => {
    while (pending.length > 0) {
      // Ended early is early enough.
      await sleep(gatherMs, undefined, { signal: hurry.signal }).catch(() => undefined);
      const group = pending;
      pending = [];
      try {
        await keepGroup(spool, group);
      } catch (error) {
        log.error({ error: describeError(error) }, "the spool did not take everything; collection goes on");
      }
    }
    writing = undefined;
  };
  return {
    keep(outcome) {
      pending.push(outcome);
      writing ??= write();
    },
    async settled() {
      hurry.abort();
      await writing;
    },
  };
}

/** Each stream by itself, so that what one of them does not take is counted as that. */
async function keepGroup(spool: Spool, group: readonly Outcome[]): Promise<void> {
  const kept = async <T>(name: SpoolStreamName, stream: SpoolStream<T>, items: readonly T[]): Promise<void> => {
    await stream.append(items).catch((error: unknown) => {
      spool.noteLost(name, items);
      throw error;
    });
  };
  const observations = group.flatMap(({ observation }) => observation ?? []);
  const points = group.flatMap((outcome) => outcome.points);
  const results = await Promise.allSettled([
    kept("observations", spool.observations, observations),
    kept("samples", spool.samples, points),
  ]);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
