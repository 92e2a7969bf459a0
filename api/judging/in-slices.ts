import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import type { Steps } from "../../posture/steps.ts";

/** How long work may hold the thread before requests get their turn, milliseconds. */
const slice = 8;

/** Drives work to its end and lets requests be answered in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let until = performance.now() + slice;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + slice;
  }
}
