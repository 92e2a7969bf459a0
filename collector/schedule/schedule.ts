import type { Logger } from "pino";
import { type Clock, minute, second } from "../../model/instant.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { Assignment } from "../../model/wire/batches.ts";
import type { Driver, DriverServices } from "../drivers/define.ts";
import { drivers } from "../drivers/index.ts";
import { Lane } from "./lane.ts";
import { Lateness } from "./lateness.ts";
import type { Outcome, Target } from "./outcome.ts";

export interface ScheduleOptions {
  /** Whether the collector's own file allows this host. */
  readonly mayContact: (host: string) => boolean;
  readonly services: DriverServices;
  readonly clock: Clock;
  readonly log: Logger;
  readonly startSpreadMs?: number;
  readonly deliver: (outcome: Outcome) => void;
}

export interface ScheduleState {
  readonly endpoints: number;
  readonly inFlight: number;
  /** Lateness of the runs of the last minute, milliseconds. */
  readonly latenessP50: number;
  readonly latenessP99: number;
  readonly refused: readonly { assetId: string; endpointId: string; url: string }[];
  readonly resting: readonly { connection: string; until: number; failures: number }[];
}

/** Connections are taken up at most this fast, or a start with thousands of them would make every device late. */
const startGapMs = 5;

/** Keeps every assigned endpoint polled, one lane a connection. */
export class Schedule {
  readonly #options: ScheduleOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #loaded = new Map<string, Driver>();
  /** Connections that somebody else has for a while. */
  readonly #held = new Set<string>();
  readonly #lateness: Lateness;
  #refused: ScheduleState["refused"] = [];

  constructor(options: ScheduleOptions) {
    this.#options = options;
    this.#lateness = new Lateness(options.clock);
  }

  /** Takes over an assignment: new endpoints start, removed and stopped ones end, the rest keep their time. */
  async assign(assignment: Assignment): Promise<void> {
    const { accepted, refused } = await this.#sort(targetsOf(assignment));
    this.#refused = refused;
    const ended = [...this.#lanes].filter(([key]) => !accepted.has(key));
    for (const [key] of ended) this.#lanes.delete(key);
    await Promise.all(ended.map(([, lane]) => lane.stop()));
    const { startSpreadMs = 10 * second } = this.#options;
    const spreadMs = Math.max(startSpreadMs, accepted.size * startGapMs);
    for (const [key, { driver, targets }] of accepted) this.#lane(key, driver).assign(targets, spreadMs);
  }

  /** How it stands; lateness over the last minute, or less where that is asked. */
  state({ latenessOverMs = minute } = {}): ScheduleState {
    const lanes = [...this.#lanes.values()];
    const { p50, p99 } = this.#lateness.percentiles(latenessOverMs);
    return {
      endpoints: lanes.reduce((sum, lane) => sum + lane.size, 0),
      inFlight: lanes.filter((lane) => lane.busy).length,
      latenessP50: p50,
      latenessP99: p99,
      refused: this.#refused,
      resting: lanes.flatMap((lane) => lane.resting ?? []),
    };
  }

  /** Does work on a connection of its own to the place of an endpoint, while the lane that polls there waits. */
  async besides<T>(endpoint: Endpoint, work: () => Promise<T>): Promise<T> {
    const driver = await this.#driver(endpoint.protocol);
    const key = keyOf(driver, endpoint);
    this.#held.add(key);
    await this.#lanes.get(key)?.hold();
    try {
      return await work();
    } finally {
      this.#held.delete(key);
      this.#lanes.get(key)?.release();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    this.#lanes.clear();
  }

  #lane(key: string, driver: Driver): Lane {
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const { services, clock, log, deliver } = this.#options;
    const late = (milliseconds: number) => this.#lateness.record(milliseconds);
    const lane = new Lane({ key, driver, services, clock, log, deliver, late });
    this.#lanes.set(key, lane);
    if (this.#held.has(key)) void lane.hold();
    return lane;
  }

  async #sort(targets: readonly Target[]) {
    const accepted = new Map<string, { driver: Driver; targets: Target[] }>();
    const refused: { assetId: string; endpointId: string; url: string }[] = [];
    for (const target of targets) {
      const driver = await this.#driver(target.endpoint.protocol);
      if (!this.#options.mayContact(driver.hostOf(target.endpoint))) {
        refused.push({
          assetId: `${target.enterpriseId}.${target.asset.id}`,
          endpointId: target.endpoint.id,
          url: target.endpoint.url,
        });
        continue;
      }
      const key = keyOf(driver, target.endpoint);
      const lane = accepted.get(key) ?? { driver, targets: [] };
      lane.targets.push(target);
      accepted.set(key, lane);
    }
    return { accepted, refused };
  }

  async #driver(protocol: Target["endpoint"]["protocol"]): Promise<Driver> {
    const loaded = this.#loaded.get(protocol) ?? (await drivers[protocol]());
    this.#loaded.set(protocol, loaded);
    return loaded;
  }
}

function keyOf(driver: Driver, endpoint: Endpoint): string {
  return `${driver.protocol} ${driver.connectionKey(endpoint)}`;
}

function targetsOf(assignment: Assignment): Target[] {
  return assignment.sites
    .filter((site) => !site.pollingStopped)
    .flatMap(({ enterpriseId, siteId, assets }) =>
      assets.flatMap((asset) => asset.endpoints.map((endpoint) => ({ enterpriseId, siteId, asset, endpoint }))),
    );
}
