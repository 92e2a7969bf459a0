import { isDeepStrictEqual } from "node:util";
import { type Elements, type Fields, isWithin, surrounding } from "./elements.ts";

/** The three states that an import brings together. */
export interface Sides {
  /** What the file said when it was imported last; empty where there was none. */
  readonly base: Elements;
  /** The inventory as it stands, with what people edited. */
  readonly edited: Elements;
  /** What the file says now. */
  readonly file: Elements;
}

/**
 * The inventory after an import: whatever was not edited follows the file, whatever was edited stays as it was edited. What an
 * edit rests on (the zone that an asset was put into) stays with it; what the file adds in a part that was removed stays out.
 */
export function mergeFile({ base, edited, file }: Sides): Elements {
  const merged = new Map<string, Fields>();
  for (const address of new Set([...file.keys(), ...edited.keys()])) {
    const fields = mergeElement(address, base.get(address), edited.get(address), file.get(address));
    if (fields !== undefined) merged.set(address, fields);
  }
  settleSurroundings(merged, edited);
  settleReferences(merged, edited);
  keepOneSite(merged, edited);
  return merged;
}

function mergeElement(address: string, base?: Fields, edited?: Fields, file?: Fields): Fields | undefined {
  if (edited === undefined) return base === undefined ? file : undefined;
  if (base === undefined) return edited;
  if (isDeepStrictEqual(edited, base)) return file;
  if (file === undefined) return edited;
  // An endpoint that speaks another protocol has other fields altogether.
  if (address.includes("/endpoints/") && file.protocol !== edited.protocol) return edited;
  const isEdited = (field: string) => !isDeepStrictEqual(edited[field], base[field]);
  const follows = (field: string) => !(together.find((group) => group.includes(field)) ?? [field]).some(isEdited);
  const fields = new Set([...Object.keys(file), ...Object.keys(edited)]);
  return withoutAbsent([...fields].map((field) => [field, follows(field) ? file[field] : edited[field]]));
}

/** Where an asset is, where a conduit leads, and what a site's collectors look for: fields that mean nothing without each other. */
const placing = ["site", "zone", "from", "to"];
const together: readonly (readonly string[])[] = [
  ["site", "zone"],
  ["from", "to"],
  ["collectors", "discovery"],
];

function withoutAbsent(fields: readonly (readonly [string, unknown])[]): Fields {
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** A part that was edited keeps the one around it; one that only the file has goes with it. */
function settleSurroundings(merged: Map<string, Fields>, edited: Elements): void {
  for (const address of [...merged.keys()]) {
    const outer = surrounding(address);
    if (outer === undefined || merged.has(outer)) continue;
    const kept = edited.has(address) ? edited.get(outer) : undefined;
    if (kept === undefined) merged.delete(address);
    else merged.set(outer, kept);
  }
}

/** Sites and zones that are named must be there: kept from the edited state, or what names them leaves them out. */
function settleReferences(merged: Map<string, Fields>, edited: Elements): void {
  const there = (address: string): boolean => {
    if (merged.has(address)) return true;
    const kept = edited.get(address);
    if (kept !== undefined) merged.set(address, kept);
    return kept !== undefined;
  };
  for (const [address, fields] of [...merged]) {
    if (referencesOf(address, fields).every(there)) continue;
    const settled = settleElement(address, fields, edited.get(address), there);
    if (settled === undefined) remove(merged, address);
    else merged.set(address, settled);
  }
  for (const [address, fields] of [...merged]) {
    if (address.startsWith("sites/") && surrounding(address) === undefined) settleCollectors(merged, address, fields, there);
  }
}

type IsThere = (address: string) => boolean;

/** Addresses that an asset or a conduit names. */
function referencesOf(address: string, fields: Fields): readonly string[] {
  const [top, id, list] = address.split("/");
  const zone = (site: unknown, name: unknown) => (name === undefined ? [] : [`sites/${String(site)}/zones/${String(name)}`]);
  if (list === "conduits") return [...zone(id, fields.from), ...zone(id, fields.to)];
  if (top !== "assets" || list !== undefined) return [];
  return [`sites/${String(fields.site)}`, ...zone(fields.site, fields.zone)];
}

/** An asset or conduit of which a zone or site was removed: where the file puts it counts as little as the edited state allows. */
function settleElement(address: string, fields: Fields, edited: Fields | undefined, there: IsThere): Fields | undefined {
  const { zone: _, ...unzoned } = fields;
  if (referencesOf(address, unzoned).every(there)) return unzoned;
  if (edited === undefined) return undefined;
  const placed = withoutAbsent([
    ...Object.entries(fields).filter(([field]) => !placing.includes(field)),
    ...placing.map((field) => [field, edited[field]] as const),
  ]);
  return referencesOf(address, placed).every(there) ? placed : undefined;
}

function remove(merged: Map<string, Fields>, address: string): void {
  for (const one of [...merged.keys()]) if (isWithin(one, address)) merged.delete(one);
}

/** Where the file takes the sites away that the page had left, those stay. */
function keepOneSite(merged: Map<string, Fields>, edited: Elements): void {
  if ([...merged.keys()].some((address) => address.startsWith("sites/"))) return;
  for (const [address, fields] of edited) if (address.startsWith("sites/")) merged.set(address, fields);
}

function settleCollectors(merged: Map<string, Fields>, address: string, fields: Fields, there: IsThere): void {
  if (!Array.isArray(fields.collectors)) return;
  const collectors = fields.collectors.map((collector: Fields) => {
    const { zone, ...rest } = collector;
    return zone === undefined || there(`${address}/zones/${String(zone)}`) ? collector : rest;
  });
  merged.set(address, { ...fields, collectors });
}
