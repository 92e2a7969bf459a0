import type { Driver, Link, ProbeReport } from "../../collector/drivers/define.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import { faultsOf } from "./judge.ts";

/** What one run of a job against damaged answers came to. */
export interface Trial {
  readonly jobId: string;
  /** Undefined where the run did not end in time. */
  readonly report: ProbeReport | undefined;
  /** What was done to the answers of this run. */
  readonly damage: readonly string[];
  /** Everything that must not be. */
  readonly faults: readonly string[];
  /** How far past its deadline the run went, milliseconds; 0 or less where it did not. */
  readonly overrunMs: number;
}

/** How far past its deadline a run may go, which is what the schedule grants. */
const graceMs = 2000;

/** Runs one job as the schedule does: with its deadline, and a backstop behind it. */
export async function runJob(
  link: Link,
  endpoint: Endpoint,
  jobId: string,
  deadlineMs: number,
): Promise<Pick<Trial, "jobId" | "report" | "faults" | "overrunMs">> {
  const started = performance.now();
  const stuck = Promise.withResolvers<undefined>();
  let backstop: NodeJS.Timeout | undefined;
  const signal = AbortSignal.timeout(deadlineMs);
  // The grace begins when the run is told, so that a machine that is busy elsewhere makes no run late.
  signal.addEventListener("abort", () => {
    backstop = setTimeout(() => stuck.resolve(undefined), graceMs);
  });
  const done = (report: ProbeReport | undefined, faults: string[]) => {
    const overrunMs = performance.now() - started - deadlineMs;
    return { jobId, report, faults, overrunMs };
  };
  try {
    const report = await Promise.race([link.run(endpoint, jobId, signal), stuck.promise]);
    if (report === undefined) return done(report, [`${jobId} did not end ${graceMs} ms after its deadline`]);
    return done(report, faultsOf(jobId, report));
  } catch (error) {
    return done(undefined, [`${jobId} threw instead of reporting: ${error instanceof Error ? error.stack : String(error)}`]);
  } finally {
    clearTimeout(backstop);
  }
}

/** A driver's link that is made anew now and then, as the schedule does after a lost connection. */
export class RenewedLink implements AsyncDisposable {
  readonly #make: () => Link;
  #link: Link | undefined;

  constructor(make: () => Link) {
    this.#make = make;
  }

  get(): Link {
    this.#link ??= this.#make();
    return this.#link;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.renew();
  }

  async renew(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    await link?.close();
  }
}

/** A gate that lets every request pass at once. */
export const openGate: Parameters<Driver["link"]>[0] = {
  async request(signal) {
    signal.throwIfAborted();
  },
};
