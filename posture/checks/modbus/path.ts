import type { Site } from "../../../model/inventory/inventory.ts";
import type { ModbusContext } from "./support.ts";

type Conduit = Site["conduits"][number];

/** The path from where the collectors look to where the asset stands, as far as the inventory declares it. */
export interface Path {
  /** The secure conduit that carries it, where one is declared for every collector of the site. */
  readonly secured?: Conduit;
  /** The two zones, where they differ. */
  readonly crossing?: { readonly from: string; readonly to: string };
}

/** Nobody says which of a site's collectors polls an asset, so what is said must hold for each of them. */
export function pathTo({ asset, inventory }: Pick<ModbusContext, "asset" | "inventory">): Path {
  const site = inventory.sites.find(({ id }) => id === asset.site);
  const from = site?.collectors.map(({ zone }) => zone) ?? [];
  const to = asset.zone;
  if (site === undefined || to === undefined || from.length === 0) return {};
  const secured = from.map((zone) => securedConduit(site, zone, to));
  const [first] = secured;
  const foreign = from.every((zone) => zone !== undefined && zone !== to) ? from[0] : undefined;
  return {
    ...(first !== undefined && secured.every((conduit) => conduit !== undefined) ? { secured: first } : {}),
    ...(foreign === undefined ? {} : { crossing: { from: foreign, to } }),
  };
}

/** A conduit may lie within one zone; its direction does not matter, since answers come back through it. */
function securedConduit({ conduits }: Site, from: string | undefined, to: string): Conduit | undefined {
  return conduits.find((conduit) => {
    const joins = (conduit.from === from && conduit.to === to) || (conduit.from === to && conduit.to === from);
    return conduit.secured && conduit.protocols.includes("modbus") && joins;
  });
}
