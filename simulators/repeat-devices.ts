import { isIPv4 } from "node:net";
import type { Asset, Inventory } from "../model/inventory/inventory.ts";
import { Problem } from "../model/problem.ts";
import type { RepeatedDevice, Scenario } from "../model/truth/scenario.ts";
import { chance } from "./random.ts";

type Plant = Scenario["plants"][number];
type Devices = Plant["devices"];

/** Share of the copies that have a drawn weakness. */
const drawnShare = 1 / 3;

/** The scenario with every copy of a repeated device written out; equal seeds draw equal weaknesses. */
export function repeatDevices(scenario: Scenario, seed: number): Scenario {
  return { ...scenario, plants: scenario.plants.map((plant) => writeOut(plant, seed)) };
}

/** Ids of all copies of the templates. */
export function copyIds(repeated: Plant["repeated"]): string[] {
  return Object.entries(repeated).flatMap(([id, template]) => endings(template).map((ending) => `${id}-${ending}`));
}

function writeOut({ inventory, devices, repeated, ...rest }: Plant, seed: number): Plant {
  const assets: Asset[] = [...inventory.assets];
  const all: Devices = { ...devices };
  for (const [id, template] of Object.entries(repeated)) {
    for (const [index, ending] of endings(template).entries()) {
      const copies = template.assets.map((asset) => copyOf(asset, index, ending));
      assets.push(...copies);
      all[`${id}-${ending}`] = deviceOf(template, copies, ending, { seed, id: `${id}-${ending}` });
    }
  }
  return { ...rest, inventory: withDistinctIds(inventory, assets), devices: all, repeated: {} };
}

function endings({ count, eachAlone }: RepeatedDevice): readonly string[] {
  return eachAlone ?? Array.from({ length: count ?? 0 }, (_, index) => String(index + 1));
}

function deviceOf(
  template: RepeatedDevice,
  copies: readonly Asset[],
  ending: string,
  { seed, id }: { seed: number; id: string },
): Devices[string] {
  const { profile, weaknesses, without, drawn, eachAlone } = template;
  const own = eachAlone === undefined ? drawn.filter((weakness) => chance(seed, id, weakness) < drawnShare) : [ending];
  return {
    profile,
    without,
    undeclared: false,
    weaknesses: [...weaknesses, ...own],
    serves: copies.flatMap((asset) => asset.endpoints.map((endpoint): [string, string] => [asset.id, endpoint.id])),
  };
}

function copyOf(asset: Asset, index: number, ending: string): Asset {
  const { name } = asset;
  return {
    ...asset,
    id: `${asset.id}-${ending}`,
    name: { "zh-CN": `${name["zh-CN"]} ${ending}`, en: `${name.en} ${ending}` },
    endpoints: asset.endpoints.map((endpoint) => {
      const url = endpoint.url.replace(/(?<=:\/\/)\d+(\.\d+){3}/, (host) => addressAfter(host, index));
      if (endpoint.address === undefined) return { ...endpoint, url };
      return { ...endpoint, url, address: addressAfter(endpoint.address, index) };
    }),
  };
}

/** The IPv4 address so many hosts further on, .1 to .254 of each network of 24 bits. */
function addressAfter(address: string, steps: number): string {
  if (!isIPv4(address)) throw new Problem("invalid-scenario", "A repeated device has IPv4 addresses.", { target: address });
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  const hosts = d - 1 + steps;
  return [a, b, c + Math.floor(hosts / 254), (hosts % 254) + 1].join(".");
}

function withDistinctIds(inventory: Inventory, assets: readonly Asset[]): Inventory {
  const twice = assets.find(({ id }, index) => assets.findIndex((other) => other.id === id) !== index);
  if (twice === undefined) return { ...inventory, assets: [...assets] };
  throw new Problem("invalid-scenario", `The asset "${twice.id}" is there twice.`, { target: twice.id });
}
