import { ipNumber, ipRange } from "../../../model/addresses/ip-range.ts";
import { declaredIn, hostAndPort } from "../../../model/discovery/declared-places.ts";
import { endsOf, type Sighting } from "../../../model/discovery/sighting.ts";
import type { Asset, Site } from "../../../model/inventory/inventory.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { AssetContext, EnterpriseContext } from "../define.ts";

/** What others saw, put beside the inventory and the plant's own evidence. */

/** Servers that others saw within the discovery ranges and that the inventory does not list; a later sweep of our own wins over them. */
export function strangersSeen(context: EnterpriseContext): readonly Sighting[] {
  const declared = declaredIn([context.inventory]);
  const hosts = hostsOf(context.inventory.assets);
  return context.sightings().filter((one) => {
    const { server } = endsOf(one);
    if (server === null || declared(server, one.port) !== undefined) return false;
    // A declared device may offer more than what is polled of it.
    if (hosts.has(server)) return false;
    const site = context.inventory.sites.find(({ id }) => id === one.siteId);
    const inside = site?.discovery.filter(({ range }) => range !== undefined && holds(range, server)) ?? [];
    return inside.length > 0 && !inside.some(({ id }) => sweptSince(context, one, id, server));
  });
}

function hostsOf(assets: readonly Asset[]): ReadonlySet<string> {
  return new Set(assets.flatMap(({ endpoints }) => endpoints.flatMap(addressesOf)));
}

/** The address that the plant declares, and the one that is dialled. */
function addressesOf({ address, url }: Endpoint): readonly string[] {
  return [address ?? [], hostAndPort(url)?.host ?? []].flat();
}

function holds(range: string, address: string): boolean {
  const [read, number] = [ipRange(range), ipNumber(address)];
  return read !== undefined && number !== undefined && number >= read.first && number <= read.last;
}

/** Whether a later sweep asked at this very place and found nothing there. */
function sweptSince(
  { sweep }: EnterpriseContext,
  { siteId, lastSeen, port }: Sighting,
  rangeId: string,
  server: string,
): boolean {
  const swept = sweep(siteId, rangeId);
  if (swept === undefined || swept.lastSeen < lastSeen) return false;
  const { ports, found, refused } = swept.facts;
  const isLeftOut = refused.some((place) => place.includes(server));
  return ports.some((one) => one.port === port) && !isLeftOut && !found.some((one) => one.host === server && one.port === port);
}

/** A conversation that others saw from one zone of a site to an endpoint in another for which no conduit is declared. */
export interface Crossing {
  readonly sighting: Sighting;
  readonly from: string;
  readonly endpoint: Endpoint;
}

export function crossingsSeen({ asset, inventory, sightings }: AssetContext, site: Site): readonly Crossing[] {
  const { zone } = asset;
  if (zone === undefined) return [];
  return sightings().flatMap((sighting) => {
    const { server, client } = endsOf(sighting);
    if (sighting.siteId !== site.id || server === null || client === null) return [];
    const endpoint = asset.endpoints.find((one) => addressesOf(one).includes(server) && portOf(one) === sighting.port);
    const from = zonesByAddress(inventory.assets).get(site.id)?.get(client);
    if (endpoint === undefined || from === undefined || from === zone) return [];
    const joined = site.conduits.some(
      (conduit) => conduit.from === from && conduit.to === zone && conduit.protocols.includes(endpoint.protocol),
    );
    return joined ? [] : [{ sighting, from, endpoint }];
  });
}

type ZonesByAddress = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** An inventory is never changed in place, so where its addresses stand is gathered once for all its assets. */
const zonesIn = new WeakMap<readonly Asset[], ZonesByAddress>();

/** By site, the zone in which an address is declared. */
function zonesByAddress(assets: readonly Asset[]): ZonesByAddress {
  const known = zonesIn.get(assets);
  if (known !== undefined) return known;
  const zones = new Map<string, Map<string, string>>();
  for (const { site, zone, endpoints } of assets) {
    if (zone === undefined) continue;
    const own = zones.get(site) ?? new Map<string, string>();
    for (const address of endpoints.flatMap(addressesOf)) own.set(address, zone);
    zones.set(site, own);
  }
  zonesIn.set(assets, zones);
  return zones;
}

function portOf({ url }: Endpoint): number | undefined {
  return hostAndPort(url)?.port;
}
