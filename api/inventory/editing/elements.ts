import type { Asset, Inventory, Site } from "../../../model/inventory/inventory.ts";

/** Own fields of a part of an inventory, without the parts in it; JSON values. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * An inventory as a flat list of its parts by address: `enterprise`, `sites/S`, `sites/S/zones/Z`, `sites/S/conduits/C`,
 * `assets/A` and `assets/A/endpoints/E`. Everything else in it (a list of signals, say) is one value of its part.
 */
export type Elements = ReadonlyMap<string, Fields>;

/** The parts of an inventory, each behind the one that it is in. */
export function elementsOf(inventory: Inventory): Elements {
  const elements = new Map<string, Fields>([["enterprise", inventory.enterprise]]);
  for (const site of inventory.sites) addSite(elements, site);
  for (const asset of inventory.assets) addAsset(elements, asset);
  return elements;
}

function addSite(elements: Map<string, Fields>, { zones, conduits, ...own }: Site): void {
  elements.set(`sites/${own.id}`, own);
  for (const zone of zones) elements.set(`sites/${own.id}/zones/${zone.id}`, zone);
  for (const conduit of conduits) elements.set(`sites/${own.id}/conduits/${conduit.id}`, conduit);
}

function addAsset(elements: Map<string, Fields>, { endpoints, ...own }: Asset): void {
  elements.set(`assets/${own.id}`, own);
  for (const endpoint of endpoints) elements.set(`assets/${own.id}/endpoints/${endpoint.id}`, endpoint);
}

/** The value that the parts make up, to be checked against the schema, and the address behind each of its paths. */
export interface Assembled {
  readonly value: Readonly<Record<string, unknown>>;
  /** Address and field of a path in `value`. */
  locate(path: readonly PropertyKey[]): { readonly element: string; readonly field: string | null };
}

/** A part at the top, with the addresses of the parts in it by the name of their list. */
interface Branch {
  readonly address: string;
  readonly lists: Map<string, string[]>;
}

/** Puts the parts together again. A part whose surrounding one is not there is left out. */
export function assemble(elements: Elements): Assembled {
  const branches = new Map<string, Branch>();
  for (const address of elements.keys()) {
    if (address !== "enterprise" && surrounding(address) === undefined) branches.set(address, { address, lists: new Map() });
  }
  for (const address of elements.keys()) {
    const lists = branches.get(surrounding(address) ?? "")?.lists;
    const name = address.split("/")[2] ?? "";
    const list = lists?.get(name);
    if (list === undefined) lists?.set(name, [address]);
    else list.push(address);
  }
  const at = (top: string) => [...branches.values()].filter(({ address }) => address.startsWith(top));
  const [sites, assets] = [at("sites/"), at("assets/")];
  const whole = (branch: Branch, names: readonly string[]) => ({
    ...elements.get(branch.address),
    ...Object.fromEntries(names.map((name) => [name, (branch.lists.get(name) ?? []).map((address) => elements.get(address))])),
  });
  return {
    value: {
      enterprise: elements.get("enterprise"),
      sites: sites.map((site) => whole(site, ["zones", "conduits"])),
      assets: assets.map((asset) => whole(asset, ["endpoints"])),
    },
    locate: ([top, index, list, number, ...rest]) => {
      if (top === "enterprise") return { element: "enterprise", field: fieldName(index) };
      const branch = (top === "sites" ? sites : assets)[Number(index)];
      const inner = typeof list === "string" ? branch?.lists.get(list)?.[Number(number)] : undefined;
      if (inner !== undefined) return { element: inner, field: fieldName(rest[0]) };
      return { element: branch?.address ?? String(top), field: fieldName(list) };
    },
  };
}

function fieldName(part: PropertyKey | undefined): string | null {
  return part === undefined ? null : String(part);
}

/** The address of the part around another one; undefined for those at the top. */
export function surrounding(address: string): string | undefined {
  const parts = address.split("/");
  return parts.length === 4 ? parts.slice(0, 2).join("/") : undefined;
}

/** Whether a part is the other one, or in it. */
export function isWithin(address: string, outer: string): boolean {
  return address === outer || address.startsWith(`${outer}/`);
}
