import { type Fault, type Parsed, parseYaml, schemaFaults } from "../yaml/parse-yaml.ts";
import { type Inventory, inventorySchema } from "./inventory.ts";

type Report = (path: readonly PropertyKey[], message: string) => void;

/** Parses an inventory file; every error carries file, line, column, path and the expected form. */
export function parseInventory(text: string, file: string): Parsed<Inventory> {
  return parseYaml(text, file, inventorySchema, reportFaults);
}

/** Checks a value of any origin by the rules of inventory files. */
export function checkInventory(
  value: unknown,
): { readonly ok: true; readonly value: Inventory } | { readonly ok: false; readonly faults: readonly Fault[] } {
  const parsed = inventorySchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: schemaFaults(parsed.error) };
  const faults: Fault[] = [];
  reportFaults(parsed.data, (path, message) => faults.push({ path, message }));
  return faults.length === 0 ? { ok: true, value: parsed.data } : { ok: false, faults };
}

function reportFaults(inventory: Inventory, report: Report): void {
  reportDoubles(inventory.sites, ["sites"], report);
  reportDoubles(inventory.assets, ["assets"], report);
  reportSites(inventory, report);
  reportAssets(inventory, report);
}

function reportSites(inventory: Inventory, report: Report): void {
  for (const [index, site] of inventory.sites.entries()) {
    const path = ["sites", index];
    reportDoubles(site.zones, [...path, "zones"], report);
    reportDoubles(site.conduits, [...path, "conduits"], report);
    reportDoubles(site.discovery, [...path, "discovery"], report);
    const zones = new Set(site.zones.map((zone) => zone.id));
    for (const [number, conduit] of site.conduits.entries()) {
      for (const end of ["from", "to"] as const) {
        if (!zones.has(conduit[end])) report([...path, "conduits", number, end], unknownName("zone", conduit[end], zones));
      }
    }
    reportSweepers(site, path, report);
    for (const [number, collector] of site.collectors.entries()) {
      if (collector.zone !== undefined && !zones.has(collector.zone)) {
        report([...path, "collectors", number, "zone"], unknownName("zone", collector.zone, zones));
      }
    }
  }
}

/** Ranges are swept by a collector of their site. */
function reportSweepers(site: Inventory["sites"][number], path: readonly PropertyKey[], report: Report): void {
  const collectors = new Set(site.collectors.map(({ id }) => id));
  for (const [number, { collector }] of site.discovery.entries()) {
    if (collector !== undefined && !collectors.has(collector)) {
      report([...path, "discovery", number, "collector"], unknownName("collector", collector, collectors));
    }
  }
}

function reportAssets(inventory: Inventory, report: Report): void {
  const zonesBySite = new Map(inventory.sites.map((site) => [site.id, new Set(site.zones.map((zone) => zone.id))]));
  for (const [index, asset] of inventory.assets.entries()) {
    const zones = zonesBySite.get(asset.site);
    if (zones === undefined) report(["assets", index, "site"], unknownName("site", asset.site, new Set(zonesBySite.keys())));
    else if (asset.zone !== undefined && !zones.has(asset.zone))
      report(["assets", index, "zone"], unknownName("zone", asset.zone, zones));
    reportDoubles(asset.endpoints, ["assets", index, "endpoints"], report);
  }
}

function reportDoubles(items: readonly { id: string }[], path: readonly PropertyKey[], report: Report): void {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id)) report([...path, index, "id"], `"${id}" is used twice; ids must differ`);
    seen.add(id);
  }
}

function unknownName(kind: string, name: string, known: ReadonlySet<string>): string {
  const list = [...known].join(", ");
  return `no ${kind} "${name}"; ${list === "" ? `no ${kind}s are declared` : `expected one of ${list}`}`;
}
