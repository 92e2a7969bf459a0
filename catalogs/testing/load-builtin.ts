import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { type Catalog, catalogSchema, type Objective, reservedChecksSchema } from "../catalog.ts";
import { loadCatalog } from "../load-catalog.ts";

/** Loads a catalogue with every check known that it names and does not reserve, so that a test depends on no release. */
export async function loadBuiltin(folder: string): Promise<Catalog> {
  const catalog = catalogSchema.parse(parse(await readFile(join(folder, "catalog.yaml"), "utf8")));
  const named = new Set(objectivesOf(catalog).flatMap(({ judgedBy }) => judgedBy.map(({ check }) => check)));
  const reservedFile = await readFile(join(folder, "reserved-checks.yaml"), "utf8").catch(() => "reserved: []");
  const { reserved } = reservedChecksSchema.parse(parse(reservedFile));
  const parsed = await loadCatalog(folder, { knownChecks: named.difference(new Set(reserved)) });
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join("\n"));
  return parsed.value;
}

export function objectivesOf({ tasks }: Pick<Catalog, "tasks">): readonly Objective[] {
  return tasks.flatMap((task) => task.controls).flatMap((control) => control.objectives);
}

/** Checks by objective, as `primary check` or `secondary check`, with the roles they are for. */
export function judgesOf(catalog: Pick<Catalog, "tasks">): Record<string, string[]> {
  const judged = objectivesOf(catalog).filter(({ judgedBy }) => judgedBy.length > 0);
  return Object.fromEntries(
    judged.map(({ id, judgedBy }) => [id, judgedBy.map(({ check, as, roles = [] }) => [as, check, ...roles].join(" "))]),
  );
}
