import { randomUUID } from "node:crypto";
import { hostAndPort, looksLikeRange } from "../../model/discovery/declared-places.ts";
import { sweeperOf } from "../../model/discovery/range.ts";
import type { DiscoveryTask, TaskWork } from "../../model/discovery/task.ts";
import type { Instant } from "../../model/instant.ts";
import type { Site } from "../../model/inventory/inventory.ts";
import { Problem } from "../../model/problem.ts";
import { type AskRefusal, askRefusals } from "../contract/discovery.ts";
import { type Caller, holds } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { sitesOf } from "../inventory/assignment.ts";
import { isAlive } from "../live/collector-watch.ts";
import { editingRoles } from "../routes/inventory-declarations.ts";
import type { Services } from "../services.ts";

export interface Asked {
  readonly enterpriseId: string;
  readonly siteId: string;
  readonly collectorId?: string | undefined;
  readonly work: TaskWork;
}

/**
 * Gives a collector of a site something to look at. What is refused here is refused before any device could be contacted; the
 * collector itself refuses what its own ceiling does not allow.
 * @throws Problem `not-found`, or one of `askRefusals`
 */
export async function askCollector(services: Services, caller: Caller, asked: Asked): Promise<DiscoveryTask> {
  const { records, book, clock, tasks } = services;
  const { enterpriseId, siteId, work } = asked;
  const site = (await book.get(enterpriseId))?.sites.get(siteId);
  if (site === undefined) throw notFound("site");
  const collectorId = collectorFor(site, asked, clock.now());
  demandAddress(work);
  await demandOwnNetworks(services, caller, collectorId);
  const stopped = await records.collectors.stoppedSites();
  if (stopped.some((each) => each.enterpriseId === enterpriseId && each.siteId === siteId)) {
    throw refused("ask-polling-stopped", "All polling of the site is stopped.", "Let polling go on first.");
  }
  const heard = (await records.collectors.all()).find((each) => each.collectorId === collectorId);
  const at = clock.now();
  if (!isAlive(heard, at))
    throw refused("ask-collector-away", `The collector ${collectorId} is away.`, "Start it, or see why it does not report.");
  const task: DiscoveryTask = {
    id: randomUUID(),
    enterpriseId,
    siteId,
    collectorId,
    work,
    by: caller.actor,
    askedAt: at,
    changedAt: at,
    state: "waiting",
    report: null,
  };
  await tasks.post(task);
  return task;
}

function collectorFor(site: Site, { work, collectorId }: Asked, now: Instant): string {
  if (work.kind === "sweep") {
    const range = site.discovery.find(({ id }) => id === work.rangeId);
    if (range === undefined) throw refused("ask-no-range", "The inventory declares no such range.", "Declare it first.");
    if (range.until !== undefined && Date.parse(range.until) < now) {
      throw refused("ask-range-over", "The time of the range is over.", "Give it another end in the inventory.");
    }
    return sweeperOf(range, site.collectors) ?? "";
  }
  const named = collectorId ?? site.collectors[0]?.id;
  if (named !== undefined && site.collectors.some(({ id }) => id === named)) return named;
  throw refused(
    "ask-no-collector",
    "The collector does not look after this site.",
    "Name one that the inventory gives to the site.",
  );
}

const schemes = /^(opc\.tcp|modbus|modbus\+tls):\/\//;

/** One address of one device: no range, no name that stands for several. */
function demandAddress(work: TaskWork): void {
  if (work.kind === "sweep") return;
  const place = schemes.test(work.url) && !looksLikeRange(work.url) ? hostAndPort(work.url) : undefined;
  const isOne = place !== undefined && place.host !== "" && /^[\w.\-[\]:]+$/.test(place.host) && place.port > 0;
  if (!isOne)
    throw refused("ask-no-address", "This is not the address of one device.", "Write modbus://host:port or opc.tcp://host:port.");
}

/** A collector that serves several enterprises sees the networks of all: only who answers for them all may point it anywhere. */
async function demandOwnNetworks({ book }: Services, caller: Caller, collectorId: string): Promise<void> {
  const served = (await book.all()).filter((entry) => sitesOf(collectorId, entry).length > 0);
  if (served.every(({ id }) => holds(caller, editingRoles, id))) return;
  throw refused(
    "ask-other-networks",
    `The collector ${collectorId} looks after other enterprises, too.`,
    "Ask somebody who answers for all of them.",
  );
}

export function isAskRefusal(code: string): boolean {
  return askRefusals.some((known) => known === code);
}

function refused(code: AskRefusal, message: string, advice: string): Problem {
  return new Problem(code, message, { advice });
}
