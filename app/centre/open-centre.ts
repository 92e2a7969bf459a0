import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Logger } from "pino";
import { type Centre, createCentre } from "../../api/centre.ts";
import type { SigningKey } from "../../api/reports/bundle/signing/signing-key.ts";
import type { Simulation } from "../../api/simulation/port.ts";
import type { Authority, ReceivingTier } from "../../api/submissions/port.ts";
import { systemClock } from "../../model/instant.ts";
import { checks } from "../../posture/checks/index.ts";
import { metricsPlaceSetting } from "../../store/backup/write-backup.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { backupPlan } from "../backup/scheduled.ts";
import type { BackupConfig } from "../config/backup-config.ts";
import type { MetricsConfig } from "../config/metrics-config.ts";
import type { RecordsConfig } from "../config/records-config.ts";
import { version } from "../version.ts";
import { baseUrlSetting } from "./base-url.ts";
import { centreFiles } from "./data-files.ts";
import { openMetricStore, placeOf } from "./metric-stores.ts";
import { readCatalogs } from "./read-catalog.ts";
import { openRecordStore } from "./record-stores.ts";
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
  records?: RecordsConfig;
  metrics?: MetricsConfig;
  backup?: BackupConfig | undefined;
  simulation?: Simulation | undefined;
  /** Folder of OpenPGP keys of publishers of advisories; absent: the usual one among the centre's files. */
  advisoryKeys?: string | undefined;
  authority?: Authority | undefined;
  signingKeys?: readonly SigningKey[];
  receiving?: ReceivingTier | undefined;
}): Promise<OpenCentre> {
  const files = centreFiles(options.data);
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  const catalogs = await readCatalogs(options.catalogs);
  const records = await openRecordStore(options.records ?? { kind: "embedded" }, options.data);
  const place = { files, clock: systemClock, log: options.log, environment: process.env };
  const config = options.metrics ?? { kind: "embedded" };
  const metrics = await openMetricStore(config, place).catch(async (error: unknown) => {
    await records.close();
    throw error;
  });
  await records.settings.set(metricsPlaceSetting, JSON.stringify(placeOf(config)));
  await records.settings.set(baseUrlSetting, options.baseUrl);
  const documents = await openFileDocuments({ folder: files.documents });
  const centre = await createCentre({
    records,
    ...(records.database.type === "sqlite" ? {} : { centreId: await ownCentreId(files.centreId) }),
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
    simulation: options.simulation,
    authority: options.authority,
    ...(options.signingKeys === undefined ? {} : { signingKeys: options.signingKeys }),
    receiving: options.receiving,
    advisoryKeys: options.advisoryKeys ?? files.advisoryKeys,
    ...(options.backup === undefined ? {} : { backups: backupPlan(options.data, options.backup, systemClock) }),
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

/** Made at random on the first start: a centre that comes back takes up at once what it was doing. */
async function ownCentreId(file: string): Promise<string> {
  await writeFile(file, randomUUID(), { flag: "wx", mode: 0o600 }).catch(() => undefined);
  return (await readFile(file, "utf8")).trim();
}
