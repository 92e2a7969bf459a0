import { addressesIn } from "../model/discovery/address-range.ts";
import { hostAndPort } from "../model/discovery/declared-places.ts";
import type { DiscoveryRange, SweptPort } from "../model/discovery/range.ts";
import type { Asset, Inventory } from "../model/inventory/inventory.ts";
import { Problem } from "../model/problem.ts";
import type { Scenario, TruthLine } from "../model/truth/scenario.ts";
import type { RunningEndpoint } from "./define.ts";

/** Ids of the assets that stand in the plant without being in its inventory. */
export function strangersOf({ devices }: Pick<Scenario["plants"][number], "devices">): ReadonlySet<string> {
  const strange = Object.values(devices).filter(({ undeclared }) => undeclared);
  return new Set(strange.flatMap(({ serves }) => serves.map(([assetId]) => assetId)));
}

/**
 * What a right monitor says of undeclared devices: it can tell only where the plant declares ranges, and must find every stranger
 * that answers inside one.
 * @param inventory as the scenario describes the plant, strangers included
 */
export function strangerTruth(inventory: Inventory, strangers: ReadonlySet<string>): TruthLine {
  const line = { enterprise: inventory.enterprise.id, check: "net.undeclared-device" };
  const ranges = inventory.sites.flatMap(({ discovery }) => discovery);
  if (ranges.length === 0) return { ...line, status: "unknown" };
  const strange = inventory.assets.filter(({ id }) => strangers.has(id));
  const isSeen = ranges.some((range) => strange.some((asset) => portsWithin(range, asset).length > 0));
  return isSeen ? { ...line, status: "fail", weakness: "undeclared-device" } : { ...line, status: "pass" };
}

/**
 * The inventory that a monitor gets: without strangers, and with every range moved to the ports on loopback at which the devices of
 * that range answer.
 * @throws Problem `invalid-scenario` where nothing stands in a range
 */
export function withoutStrangers(
  described: Inventory,
  monitored: Inventory,
  strangers: ReadonlySet<string>,
  running: readonly RunningEndpoint[],
): Inventory {
  return {
    ...monitored,
    sites: monitored.sites.map((site) => ({
      ...site,
      discovery: site.discovery.map((range) => onLoopback(range, described, running)),
    })),
    assets: monitored.assets.filter(({ id }) => !strangers.has(id)),
  };
}

function onLoopback(range: DiscoveryRange, { assets }: Inventory, running: readonly RunningEndpoint[]): DiscoveryRange {
  const ports = assets.flatMap((asset) =>
    portsWithin(range, asset).flatMap(({ protocol, endpointId }) =>
      running
        .filter((each) => each.assetId === asset.id && each.endpointId === endpointId)
        .map(({ url }): SweptPort => ({ protocol, port: hostAndPort(url)?.port ?? 0 })),
    ),
  );
  const distinct = [...new Map(ports.map((each) => [each.port, each])).values()];
  if (distinct.length > 0) return { ...range, range: "127.0.0.1", ports: distinct };
  throw new Problem("invalid-scenario", `No device stands in the discovery range "${range.id}".`, { target: range.id });
}

/** Endpoints of an asset that a sweep of the range would try. */
function portsWithin({ range, ports }: DiscoveryRange, { endpoints }: Asset): (SweptPort & { endpointId: string })[] {
  const addresses = range === undefined ? [] : addressesIn(range);
  return endpoints.flatMap(({ id, protocol, url }) => {
    const place = hostAndPort(url);
    if (place === undefined || !addresses.includes(place.host)) return [];
    const isTried = ports.some((swept) => swept.protocol === protocol && swept.port === place.port);
    return isTried ? [{ protocol, port: place.port, endpointId: id }] : [];
  });
}
