import { parentPort, workerData } from "node:worker_threads";
import { describeError, Problem } from "../../../model/problem.ts";
import { type BundleInput, makeBundle } from "./make-bundle.ts";

/** Thread that makes one bundle: whatever that costs, the centre goes on answering. */

try {
  // Only make-in-thread.ts starts this thread, with such an input.
  const bundle = await makeBundle(workerData as BundleInput);
  parentPort?.postMessage({ bundle }, [bundle.buffer]);
} catch (error) {
  parentPort?.postMessage({ code: error instanceof Problem ? error.code : "report-failed", message: describeError(error) });
}
