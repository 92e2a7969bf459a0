import { Worker } from "node:worker_threads";
import { z } from "zod";
import { Problem } from "../../../model/problem.ts";
import type { BundleInput } from "./make-bundle.ts";

const answerSchema = z.union([
  z.strictObject({ bundle: z.instanceof(Uint8Array<ArrayBuffer>) }),
  z.strictObject({ code: z.string(), message: z.string() }),
]);

/**
 * `makeBundle` in a thread of its own.
 * @throws Problem `report-failed`
 */
export function makeBundleInThread(input: BundleInput): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: input });
    worker.once("message", (message: unknown) => {
      const answer = answerSchema.parse(message);
      if ("bundle" in answer) resolve(answer.bundle);
      else reject(new Problem(answer.code, answer.message));
    });
    worker.once("error", reject);
    worker.once("exit", () => reject(new Problem("report-failed", "The thread that makes bundles ended early")));
  });
}
