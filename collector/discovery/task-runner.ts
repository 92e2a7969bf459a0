import type { Logger } from "pino";
import { hostAndPort } from "../../model/discovery/declared-places.ts";
import type { LookFindings } from "../../model/discovery/findings.ts";
import type { ReadValues, TaskOrder, TaskReport } from "../../model/discovery/task.ts";
import { minute, second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import type { Assignment } from "../../model/wire/batches.ts";
import type { DriverServices } from "../drivers/define.ts";
import { createBackOff } from "../schedule/back-off.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { TaskUplink } from "../uplink/port.ts";
import { pause } from "../uplink/shipper.ts";
import type { Sweeper } from "./sweeper.ts";
import { probe, typedEndpoint, watch } from "./task-work.ts";
import type { Turns } from "./turns.ts";

export interface TaskRunnerOptions {
  /** Whether the collector's own file allows this host. */
  readonly mayContact: (host: string) => boolean;
  readonly services: DriverServices;
  readonly turns: Turns;
  readonly schedule: Pick<Schedule, "besides">;
  readonly sweeper: Pick<Sweeper, "find" | "sweepNow">;
  readonly uplink: TaskUplink;
  readonly log: Logger;
}

/** More than these wait at the centre. */
const mostAtOnce = 4;
const longestProbe = 5 * minute;
const longestWatch = 2 * minute;
const reportEvery = second / 2;

/** Does what people ask for at the centre: one contact at a time, inside the collector's own ceiling and its sites alone. */
export class TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #running = new Set<Promise<void>>();
  #sites: Assignment["sites"] = [];

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
  }

  assign({ sites }: Assignment): void {
    this.#sites = sites;
  }

  /** Takes tasks for as long as the signal lives; those under way end with it. */
  async run(signal: AbortSignal): Promise<void> {
    const { uplink, log } = this.#options;
    const backOff = createBackOff({ first: second, most: minute / 2 });
    while (!signal.aborted) {
      try {
        const order = await uplink.nextTask(signal);
        backOff.succeeded();
        if (order === undefined) continue;
        const work = this.#work(order, signal).finally(() => this.#running.delete(work));
        this.#running.add(work);
        if (this.#running.size >= mostAtOnce) await Promise.race(this.#running);
      } catch (error) {
        if (signal.aborted) break;
        log.debug({ error: describeError(error) }, "the centre hands out no tasks now");
        await pause(backOff.failed(), signal);
      }
    }
    await Promise.all(this.#running);
  }

  async #work(order: TaskOrder, signal: AbortSignal): Promise<void> {
    const progress = new Progress(order, this.#options, signal);
    const reporting = progress.report();
    try {
      await this.#refuseOrDo(order, progress);
      progress.end(progress.isCancelled ? "cancelled" : "done");
    } catch (error) {
      progress.end(progress.isCancelled ? "cancelled" : error instanceof Refused ? "refused" : "failed", error);
    }
    await reporting;
  }

  async #refuseOrDo(order: TaskOrder, progress: Progress): Promise<void> {
    const { enterpriseId, siteId, work } = order;
    const site = this.#sites.find((each) => each.enterpriseId === enterpriseId && each.siteId === siteId);
    if (site === undefined) throw new Refused("not-assigned", "the site is not this collector's");
    if (site.pollingStopped) throw new Refused("polling-stopped", "all polling of the site is stopped");
    if (work.kind === "sweep") return this.#sweep(order, work.rangeId, progress);
    const endpoint = await typedEndpoint(work.url);
    const host = hostAndPort(work.url)?.host ?? "";
    if (!this.#options.mayContact(host)) {
      throw new Refused("beyond-ceiling", `${host} is not in the collector's own mayContact`);
    }
    progress.of(work.budget);
    await this.#options.turns.run(() =>
      this.#options.schedule.besides(endpoint, async () => {
        const means = progress.means(work.kind === "probe" ? longestProbe : longestWatch);
        if (means.signal.aborted) return;
        if (work.kind === "probe") progress.found(await probe(work, endpoint, means));
        else await watch(work, endpoint, means, (values) => progress.read(values));
      }),
    );
  }

  async #sweep({ enterpriseId, siteId }: TaskOrder, rangeId: string, progress: Progress): Promise<void> {
    const { sweeper } = this.#options;
    const assigned = sweeper.find(siteId, enterpriseId, rangeId);
    if (assigned === undefined) throw new Refused("unknown-range", "no such range is this collector's to sweep");
    if (!assigned.isOpen) throw new Refused("outside-window", "the range may not be swept at this time");
    const facts = await sweeper.sweepNow(assigned, progress.signal, (done, of) => progress.went(done, of));
    if (facts === undefined && !progress.isCancelled) throw new Problem("ended-early", "the sweep had to end early");
  }
}

/** What the collector may not do, whoever asks. */
class Refused extends Problem {}

/** How a task stands, told to the centre until it has ended; the centre's answer can cancel it. */
class Progress {
  readonly #order: TaskOrder;
  readonly #options: TaskRunnerOptions;
  readonly #cancelled = new AbortController();
  readonly #outer: AbortSignal;
  readonly #ended = new AbortController();
  #report: TaskReport = { state: "running", done: 0, of: 0 };

  constructor(order: TaskOrder, options: TaskRunnerOptions, outer: AbortSignal) {
    this.#order = order;
    this.#options = options;
    this.#outer = outer;
  }

  get isCancelled(): boolean {
    return this.#cancelled.signal.aborted || this.#outer.aborted;
  }

  get signal(): AbortSignal {
    return AbortSignal.any([this.#cancelled.signal, this.#outer]);
  }

  /** What a piece of work gets, with a time of its own. */
  means(longestMs: number) {
    const { services } = this.#options;
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(longestMs)]);
    return { services, signal, spent: (used: number) => this.#set({ done: used }) };
  }

  of(of: number): void {
    this.#set({ of });
  }

  went(done: number, of: number): void {
    this.#set({ done, of });
  }

  found(findings: LookFindings): void {
    this.#set({ findings });
  }

  read(readValues: ReadValues): void {
    this.#set({ readValues });
  }

  end(state: Exclude<TaskReport["state"], "running">, error?: unknown): void {
    this.#set({ state, ...(error === undefined ? {} : { reason: reasonOf(error) }) });
    this.#ended.abort();
  }

  /** Reports until the end was told, or the centre stays away for so long that it gave the task up. */
  async report(): Promise<void> {
    const { uplink, log } = this.#options;
    for (let failures = 0; failures < 10; ) {
      const told = this.#report;
      try {
        const { goOn } = await uplink.reportTask(this.#order.id, told);
        if (told.state !== "running") return;
        if (!goOn) this.#cancelled.abort(new Problem("cancelled", "a person ended the task"));
        failures = 0;
      } catch (error) {
        failures += 1;
        log.debug({ task: this.#order.id, error: describeError(error) }, "a task could not be reported");
        if (this.#outer.aborted) return;
      }
      if (this.#report.state === "running") await pause(reportEvery, this.#ended.signal);
      else if (failures > 0) await pause(second, this.#outer);
    }
  }

  #set(change: Partial<TaskReport>): void {
    this.#report = { ...this.#report, ...change };
  }
}

function reasonOf(error: unknown) {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "failed";
  return { code: code.slice(0, 100), detail: describeError(error).slice(0, 500) };
}
