import { Worker } from "node:worker_threads";
import { type Clock, day, type Instant } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import { Problem } from "../../model/problem.ts";
import { maxDropExamples, type SpoolLimits, type SpoolReport, type SpoolStreamName, spoolStreams } from "../../model/spool.ts";
import { describeItem } from "./describe-item.ts";
import type { SpoolAnswer, SpoolCall } from "./spool-worker.ts";

export interface SpoolStream<T> {
  /** Resolves when the items are on the disk. */
  append(items: readonly T[]): Promise<void>;
  /** The oldest items, at most `limit`; they stay until they are forgotten. */
  oldest(limit: number): Promise<readonly { readonly seq: number; readonly item: T }[]>;
  /** Forgets everything up to and including `seq`: the centre has stored it. */
  forget(seq: number): Promise<void>;
}

/** What a collector keeps until the centre has stored it. Observations and samples are numbered and acknowledged apart. */
export interface Spool {
  /** New with every new spool file; the centre keeps progress by it. */
  readonly id: string;
  readonly observations: SpoolStream<Observation>;
  readonly samples: SpoolStream<MetricPoint>;
  /** What it holds and had to drop. Drops what is too old first. */
  report(): Promise<SpoolReport>;
  /** Counts items that it could not take, so that they show in the report. */
  noteLost(stream: SpoolStreamName, items: readonly unknown[]): void;
  close(): Promise<void>;
}

export interface SpoolOptions {
  readonly clock: Clock;
  readonly limits?: SpoolLimits | undefined;
}

/** A centre takes no point that is older than thirty days, so nothing is lost by dropping it here. */
export const defaultSpoolLimits: SpoolLimits = {
  maxBytes: 1024 ** 3,
  maxAgeMs: 30 * day,
  whenFull: "drop-oldest-samples",
};

/**
 * Opens the spool file in a thread of its own, so that waiting for the disk never delays the schedule.
 * @throws Problem `spool-unavailable` where the file cannot be opened.
 */
export async function openSpool(file: string, { clock, limits = defaultSpoolLimits }: SpoolOptions): Promise<Spool> {
  const worker = new Worker(new URL("./spool-worker.ts", import.meta.url), { workerData: { file, limits } });
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

  const stream = <T>(name: SpoolStreamName): SpoolStream<T> => ({
    async append(items) {
      if (items.length > 0)
        await call({ do: "append", stream: name, bodies: items.map((item) => JSON.stringify(item)), now: clock.now() });
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

  const lost = new LostItems(clock);
  const { spoolId = "" } = await call({ do: "open" });
  return {
    id: spoolId,
    observations: stream<Observation>("observations"),
    samples: stream<MetricPoint>("samples"),
    async report() {
      const { report } = await call({ do: "report", now: clock.now() });
      if (report === undefined) throw new Problem("spool-unavailable", "the spool's thread gave no report", { target: file });
      return lost.addedTo(report);
    },
    noteLost: (name, items) => lost.note(name, items),
    async close() {
      if (closed) return;
      await call({ do: "close" });
      closed = true;
      await worker.terminate();
    },
  };
}

/** Items that the disk did not take: counted in memory, where else. */
class LostItems {
  readonly #clock: Clock;
  readonly #counts = new Map<SpoolStreamName, { count: number; lastAt: Instant }>();
  #examples: SpoolReport["examples"] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(stream: SpoolStreamName, items: readonly unknown[]): void {
    if (items.length === 0) return;
    const at = this.#clock.now();
    this.#counts.set(stream, { count: (this.#counts.get(stream)?.count ?? 0) + items.length, lastAt: at });
    const example = { stream, reason: "not-stored" as const, at, item: describeItem(JSON.stringify(items[0])) };
    this.#examples = [example, ...this.#examples].slice(0, maxDropExamples / 2);
  }

  addedTo(report: SpoolReport): SpoolReport {
    const counts = spoolStreams.flatMap((stream) => {
      const lost = this.#counts.get(stream);
      return lost === undefined ? [] : [{ stream, reason: "not-stored" as const, ...lost }];
    });
    return {
      ...report,
      dropped: [...report.dropped, ...counts],
      examples: [...this.#examples, ...report.examples].slice(0, maxDropExamples),
    };
  }
}
