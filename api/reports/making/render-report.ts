import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { Problem } from "../../../model/problem.ts";
import type { ReportStep } from "../../../model/report-version.ts";
import type { ReportGround } from "../document/build-report.ts";
import type { FromThread, MadeFile, ThreadStart, ToThread } from "./thread-messages.ts";

/** What comes of a report: its figures and differences, or that it says what the version before says. */
export type Rendered = Extract<FromThread, { kind: "done" | "unchanged" }>;

export interface RenderWatch {
  readonly signal: AbortSignal;
  onStep(step: ReportStep): void;
  onFile(file: MadeFile): void;
}

/** Items of a list that travel at once: copying more holds the calling thread noticeably. */
const itemsAtOnce = 250;

/**
 * Makes a report and all its files in a thread of its own.
 * @throws Problem `report-cancelled` where the signal asks for it, or `report-failed`
 */
export async function renderReport(ground: ReportGround, start: ThreadStart, watch: RenderWatch): Promise<Rendered> {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: start });
  const rendered = outcomeOf(worker, watch);
  // Told apart from the sending: a thread that ends early must not leave a rejection unheard.
  rendered.catch(() => undefined);
  const cancel = () => void worker.terminate();
  watch.signal.addEventListener("abort", cancel, { once: true });
  try {
    await send(ground, (message) => worker.postMessage(message));
    return await rendered;
  } finally {
    watch.signal.removeEventListener("abort", cancel);
    await worker.terminate();
  }
}

function outcomeOf(worker: Worker, { signal, onStep, onFile }: RenderWatch): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: FromThread) => {
      switch (message.kind) {
        case "step":
          return onStep(message.step);
        case "file":
          return onFile(message.file);
        case "failed":
          return reject(new Problem(message.code, message.message));
        default:
          return resolve(message);
      }
    });
    worker.once("error", reject);
    worker.once("exit", () => {
      const early = new Problem("report-failed", "The thread that makes reports ended early");
      reject(signal.aborted ? cancelled() : early);
    });
  });
}

export function cancelled(): Problem {
  return new Problem("report-cancelled", "The report was cancelled");
}

async function send(ground: ReportGround, post: (message: ToThread) => void): Promise<void> {
  const { verdicts, findings, observations, checks: _checks, ...rest } = ground;
  for (const items of slices(verdicts)) await postInTurn({ kind: "verdicts", items });
  for (const items of slices(findings)) await postInTurn({ kind: "findings", items });
  for (const items of slices(observations)) await postInTurn({ kind: "observations", items });
  post({ kind: "rest", rest });
  async function postInTurn(message: ToThread) {
    post(message);
    await setImmediate();
  }
}

function* slices<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += itemsAtOnce) yield items.slice(at, at + itemsAtOnce);
}
