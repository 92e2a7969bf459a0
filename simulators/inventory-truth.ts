import { BlockList, isIPv6 } from "node:net";
import type { Asset, Inventory, Site } from "../model/inventory/inventory.ts";
import type { Expectation } from "./define.ts";

/** What a right monitor says of an inventory alone, whatever its devices answer; the rules stand in the catalogue of checks. */
export function inventoryTruth(inventory: Inventory): readonly Expectation[] {
  return inventory.assets.flatMap((asset) => {
    const site = inventory.sites.find(({ id }) => id === asset.site);
    return [
      present(asset, "inventory.owner", asset.owner),
      present(asset, "inventory.criticality", asset.criticality),
      present(asset, "inventory.zone", asset.zone),
      ...identity(asset),
      ...publicAddress(asset),
      ...(site === undefined ? [] : zoneCrossing(asset, site)),
    ];
  });
}

/** Whether the monitor has anything to judge an asset by. */
export function coverageTruth(asset: Asset, served: boolean): readonly Expectation[] {
  const covered: Expectation = served
    ? { assetId: asset.id, check: "monitor.covered", status: "pass" }
    : { assetId: asset.id, check: "monitor.covered", status: "fail", weakness: "not-monitored" };
  return served ? [covered, { assetId: asset.id, check: "monitor.fresh", status: "pass" }] : [covered];
}

function present(asset: Asset, check: string, value: unknown): Expectation {
  if (value !== undefined) return { assetId: asset.id, check, status: "pass" };
  return { assetId: asset.id, check, status: "fail", weakness: `${check.replace(/^inventory\./, "")}-missing` };
}

/** Nothing is claimed where some of the three names are there and some are not. */
function identity(asset: Asset): readonly Expectation[] {
  const names = [asset.vendor, asset.product, asset.version];
  const known = names.filter((name) => name !== undefined).length;
  return known > 0 && known < names.length ? [] : [present(asset, "inventory.identity", known === 0 ? undefined : names)];
}

const notPublic = new BlockList();
for (const [net, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["127.0.0.0", 8],
] as const) {
  notPublic.addSubnet(net, prefix);
}
notPublic.addSubnet("fc00::", 7, "ipv6");
notPublic.addSubnet("fe80::", 10, "ipv6");
notPublic.addAddress("::1", "ipv6");

function publicAddress(asset: Asset): readonly Expectation[] {
  const addresses = asset.endpoints.flatMap(({ address }) => (address === undefined ? [] : [address]));
  if (addresses.length < asset.endpoints.length || addresses.length === 0) return [];
  const exposed = addresses.some((address) => !notPublic.check(address, isIPv6(address) ? "ipv6" : "ipv4"));
  if (!exposed) return [{ assetId: asset.id, check: "net.public-address", status: "pass" }];
  return [{ assetId: asset.id, check: "net.public-address", status: "fail", weakness: "public-address" }];
}

/** From the zone of each collector of the site to the asset's: where they differ, a conduit for the protocol leads there. */
function zoneCrossing(asset: Asset, site: Site): readonly Expectation[] {
  const zones = site.collectors.map(({ zone }) => zone);
  if (asset.zone === undefined || asset.endpoints.length === 0 || zones.includes(undefined)) return [];
  const others = zones.filter((from) => from !== asset.zone);
  if (others.length === 0) return [{ assetId: asset.id, check: "net.zone-crossing", status: "not-applicable" }];
  if (others.every((from) => joined(asset, site, from)))
    return [{ assetId: asset.id, check: "net.zone-crossing", status: "pass" }];
  return [{ assetId: asset.id, check: "net.zone-crossing", status: "fail", weakness: "no-conduit" }];
}

function joined(asset: Asset, site: Site, from: string | undefined): boolean {
  return asset.endpoints.every(({ protocol }) =>
    site.conduits.some((conduit) => conduit.from === from && conduit.to === asset.zone && conduit.protocols.includes(protocol)),
  );
}
