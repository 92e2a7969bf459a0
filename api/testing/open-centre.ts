import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadCatalog } from "../../catalogs/load-catalog.ts";
import type { Grant } from "../../model/access.ts";
import type { Clock, Instant } from "../../model/instant.ts";
import { checks } from "../../posture/checks/index.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { type Centre, createCentre } from "../centre.ts";
import type { CentreSettings } from "../services.ts";
import { inventoryText } from "./inventories.ts";
import { openTestRecords } from "./open-records.ts";

/** A clock that a test moves. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export function testClock(start: Instant = Date.now()): TestClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A centre over real stores in a folder of its own, with the two inventories of `inventories.ts`. */
export interface TestCentre {
  readonly centre: Centre;
  readonly records: RecordStore;
  readonly metrics: MetricStore;
  readonly clock: TestClock;
  readonly folder: string;
  readonly inventories: string;
  /** A request with a bearer token; a body makes it JSON. */
  ask(
    path: string,
    options?: { token?: string; method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  tokenFor(...grants: Grant[]): Promise<string>;
  close(): Promise<void>;
}

export const baseUrl = "http://127.0.0.1:7420";

export async function openTestCentre(changes: Partial<CentreSettings> = {}): Promise<TestCentre> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-centre-"));
  const clock = testClock();
  const records = changes.records ?? (await openTestRecords(folder, clock));
  const metrics = changes.metrics ?? (await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite"), clock }));
  const catalog = await loadCatalog(builtinCatalogs.miit, {
    knownChecks: new Set(checks.map(({ id }) => id)),
  });
  if (!catalog.ok) throw new Error(JSON.stringify(catalog.issues));
  const settings: CentreSettings = {
    records,
    metrics,
    documents: await openFileDocuments({ folder: join(folder, "documents") }),
    catalogs: [catalog.value],
    checks,
    clock,
    log: pino({ level: "silent" }),
    version: "0.0.0-test",
    demo: false,
    secondFactorRule: "optional",
    baseUrl,
    ...changes,
  };
  const centre = await createCentre(settings);
  const inventories = await writeInventories();
  await centre.importInventories(inventories);

  return {
    centre,
    records,
    metrics,
    clock,
    folder,
    inventories,
    ask: async (path, { token, method = "GET", body, headers = {} } = {}) =>
      centre.app.request(path, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    tokenFor: async (...grants) =>
      (await centre.createToken({ name: "test", grants, createdBy: "test", expiresAt: null })).secret,
    async close() {
      await centre.stop();
      await metrics.close();
      await records.close();
      await Promise.all([folder, inventories].map((path) => rm(path, { recursive: true, force: true })));
    },
  };
}

async function writeInventories(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-inventories-"));
  await Promise.all(Object.entries(inventoryText).map(([id, text]) => writeFile(join(folder, `${id}.yaml`), text)));
  return folder;
}
