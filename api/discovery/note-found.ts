import { randomUUID } from "node:crypto";
import { declaredIn, hostAndPort } from "../../model/discovery/declared-places.ts";
import type { LookFindings } from "../../model/discovery/findings.ts";
import type { Proposal, ProposalDetail } from "../../model/discovery/proposal.ts";
import { type FoundDevice, netSweep, siteOfSweep, sweepFactsSchema } from "../../model/discovery/sweep.ts";
import type { DiscoveryTask } from "../../model/discovery/task.ts";
import type { Observation } from "../../model/observation.ts";
import { Problem } from "../../model/problem.ts";
import { type DeviceIdentity, identityOf } from "../../model/protocols/modbus/identity.ts";
import type { Services } from "../services.ts";

type NoteServices = Pick<Services, "records" | "book" | "clock">;

interface Where {
  readonly enterpriseId: string;
  readonly siteId: string;
  readonly collectorId: string;
}

/** What is known of a place now. */
type Found = Pick<Proposal, "url" | "protocol" | "kind" | "name" | "identity"> & { readonly detail?: ProposalDetail };

/** Proposes what sweeps found and the inventory does not list. */
export async function noteSweeps(
  services: NoteServices,
  collectorId: string,
  observations: readonly Observation[],
): Promise<void> {
  for (const { probe, enterpriseId, assetId, facts } of observations) {
    const siteId = siteOfSweep(assetId);
    const swept = probe === netSweep.id ? sweepFactsSchema.safeParse(facts) : undefined;
    if (siteId === undefined || !swept?.success) continue;
    await note(services, { enterpriseId, siteId, collectorId }, swept.data.found.map(foundInSweep));
  }
}

/** Proposes what a look at an address found, with everything that was read. */
export async function noteFindings(services: NoteServices, task: DiscoveryTask, findings: LookFindings): Promise<void> {
  await note(services, task, foundByLook(findings));
}

function foundInSweep({ url, protocol, kind, name, ...said }: FoundDevice): Found {
  return { url, protocol, kind, name: name ?? null, identity: definedOnly(said) };
}

function foundByLook(findings: LookFindings): Found[] {
  if (findings.protocol === "opcua") {
    const { url, inside, discovery } = findings;
    const name = discovery.application.applicationName;
    return [
      {
        url,
        protocol: "opcua",
        kind: "opcua",
        name: name === "" ? null : name,
        identity: definedOnly(inside?.identity ?? {}),
        detail: { protocol: "opcua", server: findings },
      },
    ];
  }
  return findings.units.map((unit) => ({
    url: unit.url,
    protocol: "modbus",
    kind: "modbus",
    name: null,
    identity: identityOf(unit.identity),
    detail: { protocol: "modbus", unit, behindGateway: findings.gatewaySpoke },
  }));
}

/** The three names without those that are absent, since absent keys and undefined ones differ in what is kept. */
function definedOnly(named: { [Name in keyof DeviceIdentity]?: string | undefined }): DeviceIdentity {
  const { vendor, product, version } = named;
  return {
    ...(vendor === undefined ? {} : { vendor }),
    ...(product === undefined ? {} : { product }),
    ...(version === undefined ? {} : { version }),
  };
}

const mostAttempts = 3;

async function note(services: NoteServices, where: Where, found: readonly Found[]): Promise<void> {
  const { records, clock } = services;
  for (let attempt = 1; ; attempt += 1) {
    const declared = await declaredPlaces(services, where.enterpriseId);
    const known = await records.proposals.list(where.enterpriseId);
    const news = found.filter((each) => !declared(each.url));
    const proposals = news.map((each) => merged(known, where, each, clock.now()));
    try {
      return await records.proposals.save(proposals);
    } catch (error) {
      // Somebody decided in between.
      if (attempt === mostAttempts || !(error instanceof Problem) || error.code !== "stale-edit") throw error;
    }
  }
}

function merged(known: readonly Proposal[], where: Where, found: Found, now: number): Proposal {
  const before = known.find((each) => placeOf(each) === placeOf(found)) ?? known.find(({ url }) => url === found.url);
  const { detail, ...said } = found;
  const { enterpriseId, siteId, collectorId } = where;
  const fresh: Proposal = {
    id: randomUUID(),
    enterpriseId,
    siteId,
    collectorId,
    ...said,
    foundAt: now,
    seenAt: now,
    detail: detail ?? null,
    detailAt: detail === undefined ? null : now,
    state: "open",
    decision: null,
    version: 1,
  };
  if (before === undefined) return fresh;
  const { id, foundAt, version } = before;
  // What was taken in and is in no inventory any more stands to be decided again.
  const { state, decision } = before.state === "accepted" ? fresh : before;
  const kept = detail === undefined ? { detail: before.detail, detailAt: before.detailAt } : {};
  return {
    ...fresh,
    id,
    url: before.detail === null ? fresh.url : before.url,
    foundAt,
    state,
    decision,
    ...kept,
    version: version + 1,
  };
}

/** One device at one place, however its URL is written: servers by host and port, units by their id, too. */
function placeOf({ url, protocol, kind }: Pick<Proposal, "url" | "protocol" | "kind">): string {
  const { host = url, port = 0 } = hostAndPort(url) ?? {};
  return `${protocol} ${host} ${port} ${protocol === "modbus" && kind !== "other" ? url.slice(url.lastIndexOf("/") + 1) : ""}`;
}

/** Whether the inventory has an endpoint at the place of a URL. */
async function declaredPlaces({ book }: NoteServices, enterpriseId: string): Promise<(url: string) => boolean> {
  const entry = await book.get(enterpriseId);
  return (url) => entry !== undefined && declaredAt(url, entry.record.inventory) !== undefined;
}

/** The endpoint that an inventory has at the place of a URL, `asset/endpoint`; units behind one gateway are told apart. */
export function declaredAt(url: string, inventory: Parameters<typeof declaredIn>[0][number]): string | undefined {
  const place = hostAndPort(url);
  if (place === undefined) return undefined;
  const unit = /^modbus.*\/(\d+)$/.exec(url)?.[1];
  const ofUnit = inventory.assets.map((asset) => ({
    ...asset,
    endpoints: asset.endpoints.filter(
      (endpoint) => endpoint.protocol !== "modbus" || unit === undefined || endpoint.url.endsWith(`/${unit}`),
    ),
  }));
  return declaredIn([{ assets: ofUnit }])(place.host, place.port);
}
