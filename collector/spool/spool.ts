import { Worker } from "node:worker_threads";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import { Problem } from "../../model/problem.ts";
import type { SpoolAnswer, SpoolCall, StreamName } from "./spool-worker.ts";

export interface SpoolStream<T> {
  /** Resolves when the items are on the disk. */
  append(items: readonly T[]): Promise<void>;
  /** The oldest items, at most `limit`; they stay until they are forgotten. */
  oldest(limit: number): Promise<readonly { readonly seq: number; readonly item: T }[]>;
  /** Forgets everything up to and including `seq`: the centre has stored it. */
  forget(seq: number): Promise<void>;
}

export interface SpoolState {
  readonly items: number;
  readonly bytes: number;
  /** Items that had to be dropped because the spool reached its bounds, oldest samples first. */
  readonly dropped: number;
}

/** What a collector keeps until the centre has stored it. Observations and samples are numbered and acknowledged apart. */
export interface Spool {
  /** New with every new spool file; the centre keeps progress by it. */
  readonly id: string;
  readonly observations: SpoolStream<Observation>;
  readonly samples: SpoolStream<MetricPoint>;
  state(): Promise<SpoolState>;
  close(): Promise<void>;
}

/**
 * Opens the spool file in a thread of its own, so that waiting for the disk never delays the schedule.
 * @throws Problem `spool-unavailable` where the file cannot be opened.
 */
export async function openSpool(file: string, limits: { maxSamples: number } = { maxSamples: 2_000_000 }): Promise<Spool> {
  const worker = new Worker(new URL("./spool-worker.ts", import.meta.url), {
    workerData: { file, maxSamples: limits.maxSamples },
  });
  const waiting = new Map<number, { resolve: (value: SpoolAnswer["value"]) => void; reject: (error: Problem) => void }>();
  let next = 0;
  let closed = false;

  worker.on("message", (answer: SpoolAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) caller?.resolve(answer.value);
    else
      caller?.reject(
        new Problem(answer.error.code, answer.error.message, {
          target: file,
          advice: "Free disk space or fix the folder's rights.",
        }),
      );
  });
  const failAll = (error: unknown) => {
    closed = true;
    for (const { reject } of waiting.values())
      reject(new Problem("spool-unavailable", "the spool's thread ended", { target: file, cause: error }));
    waiting.clear();
  };
  worker.on("error", failAll);
  worker.on("exit", failAll);

  const call = (body: SpoolCall): Promise<SpoolAnswer["value"]> => {
    if (closed) return Promise.reject(new Problem("spool-unavailable", "the spool is closed", { target: file }));
    const id = next++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...body });
    });
  };

  const stream = <T>(name: StreamName): SpoolStream<T> => ({
    async append(items) {
      if (items.length > 0) await call({ do: "append", stream: name, bodies: items.map((item) => JSON.stringify(item)) });
    },
    async oldest(limit) {
      const { rows = [] } = await call({ do: "oldest", stream: name, limit });
      // The rows are what `append` of this stream wrote, in a file that only this program writes.
      return rows.map(({ seq, body }) => ({ seq, item: JSON.parse(body) as T }));
    },
    async forget(seq) {
      await call({ do: "forget", stream: name, seq });
    },
  });

  const { spoolId = "" } = await call({ do: "open" });
  return {
    id: spoolId,
    observations: stream<Observation>("observations"),
    samples: stream<MetricPoint>("samples"),
    async state() {
      const { state } = await call({ do: "state" });
      return state ?? { items: 0, bytes: 0, dropped: 0 };
    },
    async close() {
      if (closed) return;
      await call({ do: "close" });
      closed = true;
      await worker.terminate();
    },
  };
}
