import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { type Centre, createCentre } from "../../api/centre.ts";
import { systemClock } from "../../model/instant.ts";
import { checks } from "../../posture/checks/index.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import type { MetricsConfig } from "../config/metrics-config.ts";
import { version } from "../version.ts";
import { openMetricStore } from "./metric-stores.ts";
import { readCatalogs } from "./read-catalog.ts";
import { webRoot } from "./web-root.ts";

export interface OpenCentre {
  readonly centre: Centre;
  readonly records: RecordStore;
  readonly metrics: MetricStore;
  close(): Promise<void>;
}

/** Opens the stores in a data folder and wires the centre to them. */
export async function openCentre(options: {
  data: string;
  catalogs: readonly string[];
  demo: boolean;
  baseUrl: string;
  trustedProxies?: readonly string[];
  log: Logger;
  metrics?: MetricsConfig;
}): Promise<OpenCentre> {
  const folder = join(options.data, "centre");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const catalogs = await readCatalogs(options.catalogs);
  const records = await openSqliteRecords({ file: join(folder, "records.sqlite") });
  const place = { folder, clock: systemClock, log: options.log, environment: process.env };
  const metrics = await openMetricStore(options.metrics ?? { kind: "embedded" }, place).catch(async (error: unknown) => {
    await records.close();
    throw error;
  });
  const documents = await openFileDocuments({ folder: join(folder, "documents") });
  const centre = await createCentre({
    records,
    metrics,
    documents,
    catalogs,
    checks,
    clock: systemClock,
    log: options.log,
    version,
    demo: options.demo,
    secondFactorRule: "required",
    webRoot,
    baseUrl: options.baseUrl,
    trustedProxies: options.trustedProxies ?? [],
  });
  return {
    centre,
    records,
    metrics,
    async close() {
      await centre.stop();
      await metrics.close();
      await records.close();
    },
  };
}
