import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { systemClock } from "../../model/instant.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { type RunningScenario, startScenario } from "../../simulators/run-scenario.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { makeInstallation, type RunningProcess, startProcess } from "../support/processes.ts";
import { drainSpool, observationsEverSpooled } from "../support/spool.ts";

const kills = 20;

/** Polls every Modbus unit several times a second, so that every kill falls into the middle of something. */
function polledHard(text: string): string {
  const inventory = parse(text) as { assets: { endpoints: { protocol: string; intervals?: unknown; limits?: unknown }[] }[] };
  for (const endpoint of inventory.assets.flatMap(({ endpoints }) => endpoints)) {
    endpoint.intervals = {
      "modbus.identify": "100ms",
      "modbus.health": "100ms",
      "opcua.discovery": "500ms",
      "opcua.session": "300ms",
    };
    endpoint.limits = { minGap: "1ms", requestsPerMinute: 6000 };
  }
  return stringify(inventory);
}

describe("kill -9 of the collector and of the centre", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it(`in turn, ${kills} times in the middle, loses no acknowledged observation and counts none twice`, async () => {
    const installation = await makeInstallation();
    stops.push(installation.remove);
    const collectorFolder = join(installation.folder, "collector");
    const scenario = await startPlant(installation.folder, installation.inventory);
    stops.push(() => scenario.stop());

    const start = {
      centre: () => startProcess(["serve", "--config", installation.config]),
      collector: () => startProcess(["collect", "--config", installation.config]),
    };
    const running: Record<keyof typeof start, RunningProcess> = {
      centre: await start.centre(),
      collector: await start.collector(),
    };
    stops.push(() => Promise.all(Object.values(running).map((process) => process.stop())));
    for (let kill = 0; kill < kills; kill++) {
      const victim = kill % 2 === 0 ? "collector" : "centre";
      await sleep(300 + Math.random() * 700);
      await running[victim].killHard();
      running[victim] = await start[victim]();
    }
    await sleep(2000);
    await running.collector.stop();

    const tokenFile = join(installation.folder, "collector", "token");
    const uplink = createHttpUplink({
      centre: installation.baseUrl,
      collectorId: "c1",
      token: (await readFile(tokenFile, "utf8")).trim(),
    });
    const { rejected } = await drainSpool(join(collectorFolder, "spool.sqlite"), "c1", uplink);
    expect(rejected).toEqual([]);
    await running.centre.stop();

    const made = observationsEverSpooled(join(collectorFolder, "spool.sqlite"));
    const records = await openSqliteRecords({ file: join(installation.folder, "centre", "records.sqlite") });
    const stored = await records.observations.count();
    await records.close();
    expect(made).toBeGreaterThan(100);
    expect(stored).toBe(made);
  }, 300_000);
});

async function startPlant(folder: string, inventoryFolder: string): Promise<RunningScenario> {
  const identity = await loadOrMakeIdentity(join(folder, "collector", "identity"), "c1", "client");
  const scenario = await startScenario({
    scenario: await loadScenario("healthy"),
    seed: 7,
    clock: systemClock,
    log: pino({ enabled: false }),
    dataDir: join(folder, "devices"),
    trustedClientPems: [identity.certificatePem],
  });
  await mkdir(inventoryFolder, { recursive: true });
  for (const { fileName, text } of scenario.inventories) await writeFile(join(inventoryFolder, fileName), polledHard(text));
  return scenario;
}
