import type { Catalog } from "../../catalogs/catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadCatalog } from "../../catalogs/load-catalog.ts";
import { Problem } from "../../model/problem.ts";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { checks } from "../../posture/checks/index.ts";

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
