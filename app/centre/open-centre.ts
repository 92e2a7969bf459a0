import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { type Centre, createCentre } from "../../api/centre.ts";
import type { Catalog } from "../../catalogs/catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadCatalog } from "../../catalogs/load-catalog.ts";
import { systemClock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { checks } from "../../posture/checks/index.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { version } from "../version.ts";

export const webRoot = fileURLToPath(new URL("../../dist/web", import.meta.url));

export interface OpenCentre {
  readonly centre: Centre;
  readonly records: RecordStore;
  close(): Promise<void>;
}

/** Opens the stores in a data folder and wires the centre to them. */
export async function openCentre(options: {
  data: string;
  catalogs: readonly string[];
  demo: boolean;
  baseUrl: string;
  log: Logger;
}): Promise<OpenCentre> {
  const folder = join(options.data, "centre");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const catalogs = await Promise.all(options.catalogs.map(readCatalog));
  const records = await openSqliteRecords({ file: join(folder, "records.sqlite") });
  const metrics = await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite") });
  const centre = await createCentre({
    records,
    metrics,
    catalogs,
    checks,
    clock: systemClock,
    log: options.log,
    version,
    demo: options.demo,
    webRoot,
    baseUrl: options.baseUrl,
  });
  return {
    centre,
    records,
    async close() {
      await centre.stop();
      await metrics.close();
      await records.close();
    },
  };
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
