import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { type Centre, createCentre } from "../../api/centre.ts";
import { systemClock } from "../../model/instant.ts";
import { checks } from "../../posture/checks/index.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { version } from "../version.ts";
import { readCatalog } from "./read-catalog.ts";
import { webRoot } from "./web-root.ts";

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
