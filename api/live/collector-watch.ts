import { type Clock, type Instant, second } from "../../model/instant.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";
import type { CollectorRecord } from "../../store/records/port.ts";
import type { EventHub } from "./event-hub.ts";
import { collectorHeard, collectorSilent, contactRefused } from "./event-texts.ts";

/** Three reporting intervals of a collector. */
const aliveFor = 30 * second;

/** Whether a collector has reported lately. */
export function isAlive(record: Pick<CollectorRecord, "lastHeard"> | undefined, now: Instant): boolean {
  const lastHeard = record?.lastHeard ?? null;
  return lastHeard !== null && now - lastHeard <= aliveFor;
}

interface Watched {
  lastHeard: Instant;
  silent: boolean;
  /** The endpoints that it refuses, to tell a change. */
  refused: string;
  enterprises: readonly string[];
}

/** Tells when a collector comes, falls silent, or refuses what it was asked to contact. */
export class CollectorWatch {
  readonly #hub: EventHub;
  readonly #clock: Clock;
  readonly #watched = new Map<string, Watched>();

  constructor(hub: EventHub, clock: Clock) {
    this.#hub = hub;
    this.#clock = clock;
  }

  /** Takes in a report; `enterprises` are those that the collector looks after. */
  async heard(status: CollectorStatus, enterprises: readonly string[]): Promise<void> {
    const at = this.#clock.now();
    const { collectorId } = status;
    const urls = status.refusedEndpoints.map(({ url }) => url);
    const before = this.#watched.get(collectorId);
    const refused = urls.join(" ");
    this.#watched.set(collectorId, { lastHeard: at, silent: false, refused, enterprises });
    const events = enterprises.flatMap((enterpriseId) => [
      ...(before === undefined || before.silent ? [collectorHeard(collectorId, enterpriseId, at)] : []),
      ...(urls.length > 0 && before?.refused !== refused ? [contactRefused(collectorId, enterpriseId, urls, at)] : []),
    ]);
    await this.#hub.publish(events);
  }

  /** Looks for those that have fallen silent; call it on a timer. */
  async look(): Promise<void> {
    const at = this.#clock.now();
    const lost = [...this.#watched].filter(([, watched]) => !watched.silent && !isAlive(watched, at));
    for (const [, watched] of lost) watched.silent = true;
    await this.#hub.publish(
      lost.flatMap(([id, { enterprises }]) => enterprises.map((enterpriseId) => collectorSilent(id, enterpriseId, at))),
    );
  }
}
