import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { type ConfigIssue, type CrossCheck, type Parsed, parseYaml } from "../model/yaml/parse-yaml.ts";
import { type Catalog, catalogSchema, profileSchema, reservedChecksSchema } from "./catalog.ts";
import { checkCatalog, checkReserved } from "./check-catalog.ts";
import { checkDuties } from "./check-duties.ts";
import { checkProfile } from "./check-profile.ts";
import { catalogDutiesSchema } from "./duties.ts";

export interface LoadOptions {
  /** Ids of every check that this release has. */
  readonly knownChecks: ReadonlySet<string>;
}

/**
 * Reads a catalogue folder: `catalog.yaml`, `profile.yaml`, `duties.yaml` where it has duties with dates, and `reserved-checks.yaml`
 * where it names checks that this release lacks.
 * Never throws on what the files hold; faults of catalogue and profile are all listed, each with its place.
 */
export async function loadCatalog(folder: string, { knownChecks }: LoadOptions): Promise<Parsed<Catalog>> {
  const reserved = await parseFile(join(folder, "reserved-checks.yaml"), reservedChecksSchema, {
    crossCheck: (value, report) => checkReserved(value.reserved, knownChecks, report),
    otherwise: { reserved: [] },
  });
  if (!reserved.ok) return reserved;
  const reservedChecks = reserved.value.reserved;
  const catalog = await parseFile(join(folder, "catalog.yaml"), catalogSchema, {
    crossCheck: (value, report) => checkCatalog(value, knownChecks.union(new Set(reservedChecks)), report),
  });
  const profile = await parseFile(join(folder, "profile.yaml"), profileSchema, {
    crossCheck: (value, report) => {
      if (catalog.ok) checkProfile(value, catalog.value, report);
    },
  });
  const duties = await parseFile(join(folder, "duties.yaml"), catalogDutiesSchema, {
    crossCheck: (value, report) => {
      if (catalog.ok) checkDuties(value, catalog.value, report);
    },
    otherwise: { duties: [], clocks: [] },
  });
  if (!catalog.ok || !profile.ok || !duties.ok) {
    return { ok: false, issues: [...issuesOf(catalog), ...issuesOf(profile), ...issuesOf(duties)] };
  }
  return { ok: true, value: { ...catalog.value, profile: profile.value, duties: duties.value, reservedChecks } };
}

interface FileRules<S extends z.ZodType> {
  readonly crossCheck: CrossCheck<z.output<S>>;
  /** The value where there is no such file; without it the file must exist. */
  readonly otherwise?: z.output<S>;
}

async function parseFile<S extends z.ZodType>(
  file: string,
  schema: S,
  { crossCheck, otherwise }: FileRules<S>,
): Promise<Parsed<z.output<S>>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (otherwise !== undefined && isMissing(error)) return { ok: true, value: otherwise };
    return { ok: false, issues: [unreadable(file, error)] };
  }
  return parseYaml(text, file, schema, crossCheck);
}

function unreadable(file: string, error: unknown): ConfigIssue {
  const message = isMissing(error) ? "the file is missing" : `the file cannot be read (${String(error)})`;
  return { file, line: 1, column: 1, path: "", message };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function issuesOf(parsed: Parsed<unknown>): readonly ConfigIssue[] {
  return parsed.ok ? [] : parsed.issues;
}
