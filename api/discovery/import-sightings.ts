import { z } from "zod";
import { ipNumber, ipText } from "../../model/addresses/ip-range.ts";
import {
  type Sighting,
  type SightingLine,
  sightingKeptFor,
  sightingLineSchema,
  sightingsKept,
} from "../../model/discovery/sighting.ts";
import { day } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { formatPath, schemaFaults } from "../../model/yaml/parse-yaml.ts";
import type { SightingImport } from "../contract/sightings.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";

/** Lines of one import. */
const linesAtOnce = 20_000;
/** Errors that are told; more of the kind help nobody. */
const errorsTold = 100;

type LineError = SightingImport["errors"][number];

/** Keeps what an instrument saw; a line that cannot be read is told with its number and does not hinder the others. */
export async function importSightings(
  { records, clock }: Pick<Services, "records" | "clock">,
  entry: InventoryEntry,
  { text, by, sites }: { readonly text: string; readonly by: string; readonly sites: "all" | ReadonlySet<string> },
): Promise<SightingImport> {
  const now = clock.now();
  const errors: LineError[] = [];
  const read: Sighting[] = [];
  const lines = text.split(/\r?\n/);
  if (lines.length > linesAtOnce + 1) {
    throw new Problem("too-large", `An import may have ${linesAtOnce} lines.`, { advice: "Send it in parts." });
  }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const told = readLine(line, entry, sites, now);
    if ("fault" in told) errors.push({ line: index + 1, ...told.fault });
    else read.push(sightingOf(told.line, entry.id, by));
  }
  const { added, widened, leftOut } = await records.sightings.keep(entry.id, read, sightingsKept);
  return {
    read: read.length,
    added,
    widened,
    known: read.length - added - widened - leftOut,
    leftOut,
    refused: errors.length,
    errors: errors.slice(0, errorsTold),
  };
}

type Told = { readonly line: SightingLine } | { readonly fault: Omit<LineError, "line"> };

function readLine(line: string, { sites: known }: InventoryEntry, sites: "all" | ReadonlySet<string>, now: number): Told {
  const json = jsonOf(line);
  if (json === undefined) return { fault: { path: "", message: "is no JSON object" } };
  const result = sightingLineSchema.safeParse(json);
  if (!result.success) {
    const [first] = schemaFaults(result.error);
    return { fault: { path: formatPath(first?.path ?? []), message: first?.message ?? z.prettifyError(result.error) } };
  }
  const { site, at } = result.data;
  if (!known.has(site) || (sites !== "all" && !sites.has(site)))
    return { fault: { path: "site", message: `there is no site "${site}"` } };
  // Clocks differ a little; what is a day ahead or long past is a mistake.
  if (at > now + day) return { fault: { path: "at", message: "lies in the future" } };
  if (at < now - sightingKeptFor) return { fault: { path: "at", message: "is longer ago than sightings are kept, 90 days" } };
  return { line: result.data };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function sightingOf({ site, at, peer, address, ...line }: SightingLine, enterpriseId: string, by: string): Sighting {
  const usual = (text: string) => ipText(ipNumber(text) ?? 0n);
  return {
    ...line,
    address: usual(address),
    peer: peer === undefined ? null : usual(peer),
    enterpriseId,
    siteId: site,
    firstSeen: at,
    lastSeen: at,
    by,
  };
}
