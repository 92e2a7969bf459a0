import { randomUUID } from "node:crypto";
import { describeError, Problem } from "../../../model/problem.ts";
import { isJobOver, type ReportJob } from "../../../model/report-version.ts";
import type { MakeRequest, MakeServices } from "./make-report.ts";
import { makeReport } from "./make-report.ts";

/** Jobs that are remembered after their end. */
const mostKept = 100;
/** Jobs that may wait or run at once; more would only wait for one another. */
const mostOpen = 20;

type Watch = Parameters<typeof makeReport>[2];
/** Makes one report; replaced in tests. */
export type Make = (request: MakeRequest, watch: Watch) => ReturnType<typeof makeReport>;

interface Open {
  readonly request: MakeRequest;
  readonly stop: AbortController;
}

/**
 * Makes reports one after the other, so that a machine of two cores goes on answering. Jobs are remembered for as long as the centre runs;
 * one that a restart cuts short leaves nothing half stored, and is asked for again.
 */
export class ReportDesk {
  readonly #make: Make;
  readonly #services: Pick<MakeServices, "clock">;
  readonly #jobs = new Map<string, ReportJob>();
  readonly #open = new Map<string, Open>();
  #running: Promise<void> = Promise.resolve();

  constructor(services: MakeServices, make: Make = (request, watch) => makeReport(services, request, watch)) {
    this.#services = services;
    this.#make = make;
  }

  /**
   * Asks for a report; the same one that waits or runs already is that job.
   * @throws Problem `too-many-requests`
   */
  ask(request: MakeRequest): ReportJob {
    const { enterpriseId, kind, language, catalog, by } = request;
    const series = { enterpriseId, catalogId: catalog.id, kind, language };
    const same = this.list(enterpriseId).find(
      (job) => !isJobOver(job) && job.catalogId === catalog.id && job.kind === kind && job.language === language,
    );
    if (same !== undefined) return same;
    if (this.#open.size >= mostOpen) {
      throw new Problem("too-many-requests", "Many reports wait to be made.", { advice: "Wait until some are done." });
    }
    const id = randomUUID();
    const askedAt = this.#services.clock.now();
    const job: ReportJob = {
      ...series,
      ...{ id, by, askedAt, endedAt: null, state: "waiting", step: null, reportId: null, failure: null },
    };
    this.#jobs.set(id, job);
    this.#open.set(id, { request, stop: new AbortController() });
    this.#running = this.#running.then(() => this.#run(id));
    this.#forgetOld();
    return job;
  }

  get(id: string): ReportJob | undefined {
    return this.#jobs.get(id);
  }

  /** Newest first. */
  list(enterpriseId: string): readonly ReportJob[] {
    return [...this.#jobs.values()].filter((job) => job.enterpriseId === enterpriseId).reverse();
  }

  /** Ends a job that is not over; answers as it stands then. */
  cancel(id: string): ReportJob | undefined {
    this.#open.get(id)?.stop.abort();
    this.#end(id, { state: "cancelled" });
    return this.#jobs.get(id);
  }

  /** Ends what waits and what runs. */
  async stop(): Promise<void> {
    for (const id of [...this.#open.keys()]) this.cancel(id);
    await this.#running;
  }

  async #run(id: string): Promise<void> {
    const open = this.#open.get(id);
    if (open === undefined || open.stop.signal.aborted) return;
    this.#change(id, { state: "running" });
    try {
      const { signal } = open.stop;
      const { report, isNew } = await this.#make(open.request, { signal, onStep: (step) => this.#change(id, { step }) });
      this.#end(id, { state: isNew ? "done" : "unchanged", reportId: report.id });
    } catch (error) {
      const code = error instanceof Problem ? error.code : "report-failed";
      this.#end(
        id,
        code === "report-cancelled"
          ? { state: "cancelled" }
          : { state: "failed", failure: { code, message: describeError(error) } },
      );
    }
  }

  #end(id: string, end: Partial<ReportJob>): void {
    if (this.#open.has(id)) this.#change(id, { ...end, endedAt: this.#services.clock.now() });
    this.#open.delete(id);
  }

  /** Whatever comes after a job's end no longer changes it. */
  #change(id: string, change: Partial<ReportJob>): void {
    const job = this.#jobs.get(id);
    if (job !== undefined && !isJobOver(job)) this.#jobs.set(id, { ...job, ...change });
  }

  #forgetOld(): void {
    for (const [id, job] of this.#jobs) {
      if (this.#jobs.size <= mostKept) return;
      if (isJobOver(job)) this.#jobs.delete(id);
    }
  }
}
