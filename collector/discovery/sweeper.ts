import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { addressesIn } from "../../model/discovery/address-range.ts";
import { declaredIn, hostAndPort } from "../../model/discovery/declared-places.ts";
import type { DiscoveryRange } from "../../model/discovery/range.ts";
import { netSweep, type SweepFacts, sweptSite } from "../../model/discovery/sweep.ts";
import { type Clock, minute, second } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { Assignment } from "../../model/wire/batches.ts";
import type { DriverServices } from "../drivers/define.ts";
import { inMaintenanceWindow } from "../schedule/maintenance-window.ts";
import type { Outcome } from "../schedule/outcome.ts";
import { pause } from "../uplink/shipper.ts";
import { registeredServers } from "./registered.ts";
import { sweep } from "./sweep.ts";
import { type Asked, sweepFacts } from "./sweep-facts.ts";
import type { Turns } from "./turns.ts";

export interface SweeperOptions {
  /** Whether the collector's own file allows this host. */
  readonly mayContact: (host: string) => boolean;
  readonly services: DriverServices;
  readonly clock: Clock;
  readonly log: Logger;
  readonly turns: Turns;
  /** First sweeps are spread over this time. */
  readonly startSpreadMs: number;
  readonly deliver: (outcome: Outcome) => void;
}

/** A declared range with the site that declares it. */
export interface AssignedRange {
  readonly enterpriseId: string;
  readonly siteId: string;
  readonly range: DiscoveryRange;
}

interface Appointment extends AssignedRange {
  due: number;
}

/** How far a sweep has come. */
export type Progress = (done: number, of: number) => void;

const longestWait = minute / 2;

/** Sweeps the ranges that the inventory declares, each on its schedule, one range and one connection at a time. */
export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #appointments = new Map<string, Appointment>();
  readonly #abort = new AbortController();
  #isDeclared: (host: string, port: number) => boolean = () => false;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  /** Takes over the ranges of a new assignment; those that stay keep their time, and a sweep of one that went ends. */
  assign(assignment: Assignment): void {
    const now = this.#options.clock.now();
    const declared = declaredIn(assignment.sites);
    this.#isDeclared = (host, port) => declared(host, port) !== undefined;
    const wanted = assignment.sites
      .filter(({ pollingStopped }) => !pollingStopped)
      .flatMap(({ enterpriseId, siteId, discovery = [] }) => discovery.map((range) => ({ enterpriseId, siteId, range })));
    const known = new Map(this.#appointments);
    this.#appointments.clear();
    for (const assigned of wanted) {
      const spread = Math.random() * Math.min(assigned.range.every, this.#options.startSpreadMs);
      this.#appointments.set(keyOf(assigned), { ...assigned, due: known.get(keyOf(assigned))?.due ?? now + spread });
    }
    this.#arm();
  }

  /** The declared range of a site, where it is this collector's to sweep, and whether it may be swept now. */
  find(siteId: string, enterpriseId: string, rangeId: string): (AssignedRange & { readonly isOpen: boolean }) | undefined {
    const found = this.#ranges().find(
      (assigned) => assigned.siteId === siteId && assigned.enterpriseId === enterpriseId && assigned.range.id === rangeId,
    );
    return found === undefined ? undefined : { ...found, isOpen: this.#mayBegin(found.range) };
  }

  /** Sweeps a range now and delivers what was seen; undefined where the sweep had to end early. */
  async sweepNow(assigned: AssignedRange, signal: AbortSignal, progress: Progress = () => {}): Promise<SweepFacts | undefined> {
    const ended = AbortSignal.any([signal, this.#abort.signal]);
    const facts = await this.#sweep(assigned, ended, progress);
    if (ended.aborted || facts === undefined) return undefined;
    this.#options.deliver({ observation: this.#observation(assigned, facts), points: [] });
    return facts;
  }

  /** Stops after the current contact. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error("the collector stops"));
    clearTimeout(this.#timer);
    await this.#running;
  }

  #ranges(): readonly Appointment[] {
    return [...this.#appointments.values()];
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#abort.signal.aborted || this.#running !== undefined || this.#appointments.size === 0) return;
    const due = Math.min(...this.#ranges().map((appointment) => appointment.due));
    const wait = Math.min(Math.max(0, due - this.#options.clock.now()), longestWait);
    this.#timer = setTimeout(() => {
      this.#running = this.#runDue().finally(() => {
        this.#running = undefined;
        this.#arm();
      });
    }, wait);
  }

  async #runDue(): Promise<void> {
    const now = this.#options.clock.now();
    const next = this.#ranges().find((appointment) => appointment.due <= now && this.#mayBegin(appointment.range));
    if (next === undefined) return pause(second / 10, this.#abort.signal);
    try {
      await this.sweepNow(next, this.#abort.signal);
    } catch (error) {
      this.#options.log.error({ range: next.range.id, error: describeError(error) }, "a sweep ended with an error");
    }
    const current = this.#appointments.get(keyOf(next));
    if (current !== undefined) current.due = now + next.range.every;
  }

  #mayBegin({ maintenanceWindows, until }: DiscoveryRange): boolean {
    const now = this.#options.clock.now();
    if (until !== undefined && now > Date.parse(until)) return false;
    return maintenanceWindows.length === 0 || inMaintenanceWindow(maintenanceWindows, new Date(now));
  }

  /** Waits for the range's time; false once it is assigned no more, was changed or is over. */
  async #mayGoOn(assigned: AssignedRange, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && this.#appointments.has(keyOf(assigned))) {
      if (this.#mayBegin(assigned.range)) return true;
      const { until } = assigned.range;
      if (until !== undefined && this.#options.clock.now() > Date.parse(until)) return false;
      await pause(second, signal);
    }
    return false;
  }

  async #sweep(assigned: AssignedRange, signal: AbortSignal, progress: Progress): Promise<SweepFacts | undefined> {
    const { range } = assigned;
    const { mayContact, services, turns } = this.#options;
    const addresses = range.range === undefined ? [] : addressesIn(range.range);
    let ended = false;
    const plan = {
      addresses,
      ports: range.ports,
      gapMs: range.gap,
      timeoutMs: range.timeout,
      mayContact,
      isDeclared: (host: string, port: number) => this.#isDeclared(host, port),
      mayGoOn: async () => {
        ended = !(await this.#mayGoOn(assigned, signal));
        return !ended;
      },
      inTurn: turns.run,
    };
    const swept = [];
    for await (const each of sweep(plan, services, signal)) {
      swept.push(each);
      progress(swept.length, addresses.length * range.ports.length);
    }
    if (ended || signal.aborted) return undefined;
    return sweepFacts(range, swept, await this.#askServer(assigned, signal));
  }

  async #askServer(assigned: AssignedRange, signal: AbortSignal): Promise<Asked | undefined> {
    const { discoveryServer: url, timeout } = assigned.range;
    if (url === undefined) return undefined;
    const { mayContact, services, turns } = this.#options;
    if (!mayContact(hostAndPort(url)?.host ?? "")) return { problem: "beyond-ceiling" };
    if (!(await this.#mayGoOn(assigned, signal))) return { problem: "stopped" };
    try {
      return { servers: await turns.run(() => registeredServers(url, timeout, services, signal)) };
    } catch (error) {
      return { problem: describeError(error).slice(0, 500) };
    }
  }

  #observation({ enterpriseId, siteId, range }: AssignedRange, facts: SweepFacts) {
    return {
      id: randomUUID(),
      enterpriseId,
      assetId: sweptSite(siteId),
      endpointId: range.id,
      probe: netSweep.id,
      at: this.#options.clock.now(),
      // Two missed sweeps are forgiven, and one that takes as long as its range can make it.
      validForSeconds: Math.ceil((range.every * 2.5) / second) + 3600,
      outcome: "answered" as const,
      facts,
    };
  }
}

/** A range that is written differently is another one, so that a sweep of the old one ends. */
function keyOf({ enterpriseId, siteId, range }: AssignedRange): string {
  return JSON.stringify([enterpriseId, siteId, range]);
}
