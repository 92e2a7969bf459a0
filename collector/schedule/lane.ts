import type { Logger } from "pino";
import { type Clock, minute, second } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { Limits } from "../../model/protocols/endpoint-base.ts";
import type { Driver, DriverServices, Job, Link, ProbeReport } from "../drivers/define.ts";
import { type BackOff, createBackOff } from "./back-off.ts";
import { inMaintenanceWindow } from "./maintenance-window.ts";
import { failedRun, type Outcome, type Target, toOutcome } from "./outcome.ts";
import { createRequestGate } from "./request-gate.ts";
import { runWithin } from "./run-within.ts";

export interface LaneOptions {
  readonly key: string;
  readonly driver: Driver;
  readonly services: DriverServices;
  readonly clock: Clock;
  readonly log: Logger;
  readonly deliver: (outcome: Outcome) => void;
  readonly late: (milliseconds: number) => void;
}

interface Appointment {
  readonly target: Target;
  readonly job: Job;
  readonly backOff: BackOff;
  due: number;
}

const breakAfterFailures = 5;
const idleAfterMs = 30 * second;

/**
 * Everything behind one connection: one link, one gate, one job at a time. A failing endpoint backs off alone; when the
 * connection itself fails again and again, the lane rests and says so.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #appointments = new Map<string, Appointment>();
  readonly #connection = createBackOff();
  #link: Link | undefined;
  /** The gate reads them at every request, so that an assignment changes them at once. */
  readonly #limits: { -readonly [Name in keyof Limits]: Limits[Name] } = { maxConnections: 1, minGap: 0, requestsPerMinute: 1 };
  readonly #gate: ReturnType<typeof createRequestGate>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** Ends the run that is under way. It is made anew only after it was used, so that a poll costs little. */
  #abort = new AbortController();
  #restUntil = 0;
  #stopped = false;
  #held = false;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#gate = createRequestGate(this.#limits, options.clock);
  }

  get resting(): { connection: string; until: number; failures: number } | undefined {
    if (this.#restUntil <= this.#options.clock.now()) return undefined;
    return { connection: this.#options.key, until: Math.round(this.#restUntil), failures: this.#connection.failures };
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  get size(): number {
    return new Set([...this.#appointments.values()].map(({ target }) => target)).size;
  }

  /**
   * Takes over the targets of a new assignment; jobs that stay keep their time. First runs are spread over `spreadMs`, so that a start
   * does not hit every device at once.
   */
  assign(targets: readonly Target[], spreadMs = 0): void {
    const wanted = new Map<string, Appointment>();
    for (const target of targets) {
      for (const job of this.#options.driver.jobs(target.endpoint)) {
        const key = JSON.stringify([target.enterpriseId, target.asset.id, target.endpoint.id, job.id]);
        const known = this.#appointments.get(key);
        wanted.set(key, {
          target,
          job,
          backOff: known?.backOff ?? createBackOff({ first: Math.min(job.intervalMs, 5 * second) }),
          due: known?.due ?? this.#options.clock.now() + Math.random() * Math.min(job.intervalMs, spreadMs),
        });
      }
    }
    this.#appointments.clear();
    for (const [key, appointment] of wanted) this.#appointments.set(key, appointment);
    if (targets.length > 0) Object.assign(this.#limits, strictestLimits(targets));
    this.#arm();
  }

  /** Leaves the connection to somebody else once the current job is over, until `release`. */
  async hold(): Promise<void> {
    this.#held = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#dropLink();
  }

  release(): void {
    this.#held = false;
    this.#arm();
  }

  /** Stops after the current request and closes the connection in order. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#abort.abort(new Error("the schedule was stopped"));
    await this.#running;
    await this.#dropLink();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#held || this.#running !== undefined || this.#appointments.size === 0) return;
    const now = this.#options.clock.now();
    const wait = Math.max(0, (this.#next()?.due ?? now) - now, this.#restUntil - now);
    this.#timer = setTimeout(() => {
      this.#running = this.#runOne();
    }, wait);
  }

  async #runOne(): Promise<void> {
    try {
      await this.#runNext();
    } finally {
      this.#running = undefined;
      this.#arm();
    }
  }

  #next(): Appointment | undefined {
    let first: Appointment | undefined;
    for (const other of this.#appointments.values()) if (first === undefined || other.due < first.due) first = other;
    return first;
  }

  async #runNext(): Promise<void> {
    const appointment = this.#next();
    if (appointment === undefined) return;
    const { clock, late } = this.#options;
    const now = clock.now();
    if (appointment.job.onRequest && !inMaintenanceWindow(appointment.target.asset.maintenanceWindows, new Date(now))) {
      appointment.due = now + minute;
      return;
    }
    late(Math.max(0, now - appointment.due));
    const report = await this.#run(appointment);
    // A run that was cut short by a stop says nothing about the device.
    if (this.#stopped) return;
    this.#settle(appointment, report);
    if (this.#isIdle()) await this.#dropLink();
    this.#options.deliver(toOutcome(appointment.target, appointment.job, report, clock.now()));
  }

  async #run({ target, job }: Appointment): Promise<ProbeReport> {
    const { driver, services, clock, log } = this.#options;
    this.#link ??= driver.link(this.#gate, services);
    const link = this.#link;
    const started = clock.now();
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
    try {
      const run = (signal: AbortSignal) => link.run(target.endpoint, job.id, signal);
      const report = await runWithin(driver.deadline(target.endpoint, job.id), this.#abort, run);
      return report ?? failedRun("deadline", started, clock);
    } catch (error) {
      log.error(
        { connection: this.#options.key, job: job.id, error: describeError(error) },
        "a driver threw instead of reporting",
      );
      return failedRun("driver-error", started, clock);
    }
  }

  #settle(appointment: Appointment, report: ProbeReport): void {
    const now = this.#options.clock.now();
    const { job, backOff } = appointment;
    const connectionLost = report.outcome !== "answered" && isConnectionReason(report.reason?.code);
    if (connectionLost) void this.#dropLink();
    if (report.outcome === "unreachable" || report.outcome === "malformed") {
      appointment.due = now + Math.max(backOff.failed(), Math.min(job.intervalMs, second));
    } else {
      backOff.succeeded();
      // Up to 5 % earlier or later, so that devices polled alike drift apart.
      appointment.due = Math.max(now, appointment.due + job.intervalMs * (0.95 + Math.random() / 10));
    }
    if (!connectionLost) this.#connection.succeeded();
    else if (this.#connection.failures + 1 >= breakAfterFailures) this.#rest(now);
    else this.#connection.failed();
  }

  #rest(now: number): void {
    this.#restUntil = now + this.#connection.failed();
    this.#options.log.warn(
      { connection: this.#options.key, failures: this.#connection.failures, until: new Date(this.#restUntil).toISOString() },
      "leaving a struggling device alone",
    );
  }

  /** A connection that has nothing to do for a while is given back, so that operators find a free slot. */
  #isIdle(): boolean {
    const due = this.#next()?.due;
    return due === undefined || due - this.#options.clock.now() >= idleAfterMs;
  }

  async #dropLink(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    try {
      await link?.close();
    } catch (error) {
      this.#options.log.debug({ connection: this.#options.key, error: describeError(error) }, "closing a lost connection failed");
    }
  }
}

/** Reasons that mean the connection itself is gone, not just one unit or probe behind it. */
function isConnectionReason(code: string | undefined): boolean {
  return (
    code !== undefined && (code.startsWith("connect") || code === "closed" || code === "deadline" || code === "driver-error")
  );
}

/** Endpoints behind one connection share its budget, so the weakest of them sets it. */
function strictestLimits(targets: readonly Target[]): Limits {
  const limits = targets.map(({ endpoint }) => endpoint.limits);
  return {
    maxConnections: Math.min(...limits.map((each) => each.maxConnections)),
    minGap: Math.max(...limits.map((each) => each.minGap)),
    requestsPerMinute: Math.min(...limits.map((each) => each.requestsPerMinute)),
  };
}
