import { type Clock, hour, type Instant, second } from "../../model/instant.ts";
import { droppedOf } from "../../model/spool.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";
import type { CollectorRecord, CollectorRecords } from "../../store/records/administration-port.ts";
import type { EventHub } from "./event-hub.ts";
import { collectorHeard, collectorSilent, contactRefused } from "./event-texts.ts";
import { spoolDropped } from "./keeping-texts.ts";

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
  /** What its spool had dropped when that was last told. */
  dropped: number;
  droppedToldAt: Instant;
  enterprises: readonly string[];
}

/** Tells when a collector comes, falls silent, or refuses what it was asked to contact. */
export class CollectorWatch {
  readonly #hub: EventHub;
  readonly #clock: Clock;
  readonly #records: Pick<CollectorRecords, "all">;
  readonly #watched = new Map<string, Watched>();

  constructor(hub: EventHub, clock: Clock, records: Pick<CollectorRecords, "all">) {
    this.#hub = hub;
    this.#clock = clock;
    this.#records = records;
  }

  /**
   * Takes in a report; `enterprises` are those that the collector looks after, `previous` is the report before, which may be from before
   * this centre started.
   */
  async heard(status: CollectorStatus, enterprises: readonly string[], previous?: CollectorStatus | null): Promise<void> {
    const at = this.#clock.now();
    const { collectorId } = status;
    const urls = status.refusedEndpoints.map(({ url }) => url);
    const before = this.#watched.get(collectorId);
    const refused = urls.join(" ");
    const dropped = newlyDropped(status, before, previous, at);
    this.#watched.set(collectorId, { lastHeard: at, silent: false, refused, enterprises, ...dropped.told });
    const events = enterprises.flatMap((enterpriseId) => [
      ...(before === undefined || before.silent ? [collectorHeard(collectorId, enterpriseId, at)] : []),
      ...(urls.length > 0 && before?.refused !== refused ? [contactRefused(collectorId, enterpriseId, urls, at)] : []),
      ...(dropped.count > 0 ? [spoolDropped(collectorId, enterpriseId, dropped, at)] : []),
    ]);
    await this.#hub.publish(events);
  }

  /** Looks for those that have fallen silent; call it on a timer. */
  async look(): Promise<void> {
    const at = this.#clock.now();
    const quiet = [...this.#watched].filter(([, watched]) => !watched.silent && !isAlive(watched, at));
    if (quiet.length === 0) return;
    const elsewhere = new Set((await this.#records.all()).flatMap((one) => (isAlive(one, at) ? [one.collectorId] : [])));
    // One that reports to another centre now is that one's to watch.
    for (const [id] of quiet) if (elsewhere.has(id)) this.#watched.delete(id);
    const lost = quiet.filter(([id]) => !elsewhere.has(id));
    for (const [, watched] of lost) watched.silent = true;
    await this.#hub.publish(
      lost.flatMap(([id, { enterprises }]) => enterprises.map((enterpriseId) => collectorSilent(id, enterpriseId, at))),
    );
  }
}

/** A spool that keeps dropping is told of once an hour. */
const tellDroppedEvery = hour;

function newlyDropped(
  status: CollectorStatus,
  before: Watched | undefined,
  previous: CollectorStatus | null | undefined,
  at: Instant,
) {
  const total = totalDropped(status);
  const known = before?.dropped ?? totalDropped(previous);
  const toldAt = before?.droppedToldAt ?? 0;
  // A spool that was made anew counts from nothing.
  const count = total < known ? total : total - known;
  if (count === 0 || at - toldAt < tellDroppedEvery) {
    return { count: 0, total, told: { dropped: Math.min(known, total), droppedToldAt: toldAt } };
  }
  return { count, total, told: { dropped: total, droppedToldAt: at } };
}

function totalDropped(status: CollectorStatus | null | undefined): number {
  return status?.spool === undefined ? 0 : droppedOf(status.spool);
}
