import type { Catalog } from "../../catalogs/catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadCatalog } from "../../catalogs/load-catalog.ts";
import { Problem } from "../../model/problem.ts";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { checks } from "../../posture/checks/index.ts";

/**
 * The catalogues that are switched on, in the order of the configuration.
 * @throws Problem `catalog-invalid`, or `catalog-twice` where two bear the same id.
 */
export async function readCatalogs(idsOrFolders: readonly string[]): Promise<readonly Catalog[]> {
  const catalogs = await Promise.all(idsOrFolders.map(readCatalog));
  const twice = catalogs.find(({ id }, index) => catalogs.findIndex((other) => other.id === id) < index);
  if (twice === undefined) return catalogs;
  throw new Problem("catalog-twice", `two catalogues bear the id "${twice.id}"`, {
    target: twice.id,
    advice: "Name each catalogue once, and give one of your own an id that no other has.",
  });
}

/**
 * A catalogue that comes with Plantwatch, by id, or one in a folder.
 * @throws Problem `catalog-invalid` with a line for every mistake.
 */
export async function readCatalog(idOrFolder: string): Promise<Catalog> {
  const builtin: Readonly<Record<string, string>> = builtinCatalogs;
  const parsed = await loadCatalog(builtin[idOrFolder] ?? idOrFolder, { knownChecks: new Set(checks.map(({ id }) => id)) });
  if (parsed.ok) return parsed.value;
  throw new Problem("catalog-invalid", parsed.issues.map(formatIssue).join("\n"), { target: idOrFolder });
}
