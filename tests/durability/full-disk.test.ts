import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pino from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { createTokens } from "../../api/accounts/tokens.ts";
import { type Centre, createCentre } from "../../api/centre.ts";
import { systemViewSchema } from "../../api/contract/system.ts";
import { listen } from "../../app/centre/listen.ts";
import { readCatalog } from "../../app/centre/read-catalog.ts";
import { startCollector } from "../../collector/collector.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { systemClock } from "../../model/instant.ts";
import { checks } from "../../posture/checks/index.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { startScenario } from "../../simulators/run-scenario.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";

const silent = pino({ enabled: false });

describe("a full disk at the centre", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it("is said on the page, stops no collection, and loses nothing once there is room again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plantwatch-full-"));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const scenario = await startScenario({
      scenario: await loadScenario("weak"),
      seed: 7,
      clock: systemClock,
      log: silent,
      dataDir: join(folder, "devices"),
      trustedClientPems: [],
    });
    stops.push(() => scenario.stop());
    const inventory = join(folder, "inventory");
    await mkdir(inventory);
    for (const { fileName, text } of scenario.inventories) await writeFile(join(inventory, fileName), text);
    const file = join(folder, "records.sqlite");
    const documents = await openFileDocuments({ folder: join(folder, "documents") });
    const metrics = await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite") });
    stops.push(() => metrics.close());

    // Everything that a start needs is there; then the disk has room for a few pages more.
    const roomy = await openSqliteRecords({ file });
    const tokens = createTokens(roomy.access, systemClock);
    const collectorToken = await tokens.issueForCollector("c1");
    const { secret: viewer } = await tokens.create({
      name: "viewer",
      grants: [{ role: "viewer", enterpriseId: null }],
      createdBy: "test",
      expiresAt: null,
    });
    const prepared = await open(roomy);
    await prepared.importInventories(inventory);
    await prepared.stop();
    await roomy.close();
    const full = await openSqliteRecords({ file, maxPages: pagesOf(file) + 2 });
    let centre = await open(full);
    await centre.importInventories(inventory);
    const listening = await listen((request, env) => centre.app.fetch(request, env as never), "127.0.0.1", 0);
    stops.push(() => listening.close());
    const base = `http://127.0.0.1:${listening.port}`;
    const collector = await startCollector(
      {
        id: "c1",
        dataFolder: join(folder, "collector"),
        mayContact: ["127.0.0.0/8"],
        version: "test",
        startSpreadMs: 200,
        reportIntervalMs: 500,
      },
      {
        uplink: createHttpUplink({ centre: base, collectorId: "c1", token: collectorToken }),
        clock: systemClock,
        log: silent,
        secret: () => undefined,
      },
    );

    const system = async () =>
      systemViewSchema.parse(
        await (await fetch(`${base}/api/v1/system`, { headers: { authorization: `Bearer ${viewer}` } })).json(),
      );
    await expect
      .poll(async () => (await system()).storage.records, { timeout: 20_000 })
      .toMatchObject({ ok: false, code: "store-full" });
    const spoolFile = join(folder, "collector", "spool.sqlite");
    const spooledAtFirst = everSpooled(spoolFile);
    await expect.poll(() => everSpooled(spoolFile), { timeout: 20_000 }).toBeGreaterThan(spooledAtFirst);
    // The first write that found no room may have been a verdict, with every observation so far already stored.
    await expect
      .poll(async () => everSpooled(spoolFile) - (await full.observations.count()), { timeout: 20_000 })
      .toBeGreaterThan(0);

    await centre.stop();
    await full.close();
    const again = await openSqliteRecords({ file });
    stops.push(() => again.close());
    centre = await open(again);
    await expect.poll(async () => (await system()).storage.records.ok, { timeout: 20_000 }).toBe(true);
    await collector.schedule.stop();
    // The spool gathers what comes close together, so its file may get the last observation a moment after the schedule has stopped.
    await expect.poll(async () => everSpooled(spoolFile) - (await again.observations.count()), { timeout: 40_000 }).toBe(0);
    await collector.stop();
    await centre.stop();

    async function open(records: RecordStore): Promise<Centre> {
      const catalogs = [await readCatalog("miit")];
      return createCentre({
        documents,
        records,
        metrics,
        catalogs,
        checks,
        clock: systemClock,
        log: silent,
        version: "test",
        demo: true,
        secondFactorRule: "optional",
        baseUrl: "http://127.0.0.1",
      });
    }
  }, 120_000);
});

function pagesOf(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const pages = Number(database.prepare("PRAGMA page_count").get()?.page_count);
  database.close();
  return pages;
}

/** How many observations the spool ever took. */
function everSpooled(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'observations'").get();
  database.close();
  return Number(row?.seq ?? 0);
}
