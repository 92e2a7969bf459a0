import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { healthObservation, observationBatch } from "../../api/testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { systemClock } from "../../model/instant.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { type RunningScenario, startScenario } from "../../simulators/run-scenario.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { startBalancer } from "../support/balancer.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { freePort, type RunningProcess, startProcess } from "../support/processes.ts";
import { drainSpool, observationsEverSpooled } from "../support/spool.ts";
import { available, postgres } from "../support/tools.ts";

const kills = process.env.PLANTWATCH_NIGHTLY === "1" ? 20 : 4;

describe.runIf(available(postgres))("two centres on one PostgreSQL", () => {
  let server: PostgresServer;
  const stops: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await server.remove();
  });

  it("tell of the same events on their streams, and show what the other one heard", async () => {
    const place = await server.createDatabase();
    const centres: TestCentre[] = [];
    for (const centreId of ["a", "b"]) {
      const centre = await openTestCentre({ records: await openPostgresRecords(place), centreId });
      stops.push(() => centre.close());
      await centre.centre.start();
      centres.push(centre);
    }
    const [a, b] = centres;
    if (a === undefined || b === undefined) throw new Error("there are no two centres");
    const token = await b.tokenFor({ role: "viewer", enterpriseId: null });
    const stream = await b.ask("/api/v1/events", { token });
    const heard = textOf(stream);
    const collector = await a.centre.issueCollectorToken("collector-1");
    const body = observationBatch(crypto.randomUUID(), [healthObservation(a.clock.now())]);
    expect((await a.ask("/api/v1/ingest/observations", { token: collector, method: "POST", body })).status).toBe(200);
    await expect.poll(heard, { timeout: 30_000 }).toContain("event: score");
    const ids = [...heard().matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((x, y) => x - y));
  }, 60_000);

  it(`lose nothing and count nothing twice while they are killed in turn, ${kills} times, and score as one alone does`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "plantwatch-two-centres-"));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const place = await server.createDatabase();
    const scenario = await startPlant(folder);
    stops.push(() => scenario.stop());
    const fleet = await configure(folder, place);
    stops.push(() => fleet.close());
    const running = await startFleet(fleet);
    stops.push(() => Promise.all([...running.centres, running.collector].map((process) => process.stop())));
    for (let kill = 0; kill < kills; kill++) {
      await sleep(500 + Math.random() * 500);
      await running.centres[kill % 2]?.killHard();
      running.centres[kill % 2] = await startProcess(["serve", "--config", fleet.centres[kill % 2] ?? ""]);
    }
    const spool = join(folder, "collector", "spool.sqlite");
    await expect.poll(() => observationsEverSpooled(spool), { timeout: 60_000 }).toBeGreaterThan(50);
    await running.collector.stop();
    const token = (await readFile(fleet.tokenFile, "utf8")).trim();
    const { rejected } = await drainSpool(spool, "c1", createHttpUplink({ centre: fleet.url, collectorId: "c1", token }));
    expect(rejected).toEqual([]);

    const records = await openPostgresRecords(place);
    stops.push(() => records.close());
    const made = observationsEverSpooled(spool);
    expect(await records.observations.count()).toBe(made);
    expect(await records.audit.verify()).toBeNull();
    const findings = await records.findings.list({});
    expect(new Set(findings.map(({ checkId, assetId }) => `${checkId} ${assetId}`)).size).toBe(findings.length);
    const alone = await oneAlone(records, join(folder, "inventory"));
    stops.push(() => alone.close());
    // What was seen goes out of date at its time with both, so they are compared until they agree.
    const differences = async () => {
      const [ours, its] = [await figuresOf(records), await figuresOf(alone.records)];
      return ours.filter((one, index) => JSON.stringify(one) !== JSON.stringify(its[index]));
    };
    await expect.poll(async () => (await figuresOf(records)).length, { timeout: 60_000 }).toBeGreaterThan(0);
    await expect.poll(differences, { timeout: 120_000, interval: 500 }).toEqual([]);
  }, 300_000);
});

/** What has come over a stream so far. */
function textOf(response: Response): () => string {
  let text = "";
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return () => text;
}

async function startPlant(folder: string): Promise<RunningScenario> {
  const scenario = await startScenario({
    scenario: await loadScenario("healthy"),
    seed: 7,
    clock: systemClock,
    log: pino({ enabled: false }),
    dataDir: join(folder, "devices"),
    trustedClientPems: [],
  });
  await mkdir(join(folder, "inventory"));
  for (const { fileName, text } of scenario.inventories) await writeFile(join(folder, "inventory", fileName), text);
  return scenario;
}

interface Fleet {
  readonly url: string;
  readonly tokenFile: string;
  /** Configuration files. */
  readonly centres: readonly string[];
  readonly collector: string;
  close(): Promise<void>;
}

/** Two centres and a collector that reaches either of them at one address. */
async function configure(folder: string, place: ReturnType<PostgresServer["place"]>): Promise<Fleet> {
  const ports = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${await freePort()}`;
  const tokenFile = join(folder, "collector", "token");
  const { host, port, database, password } = place;
  await writeFile(join(folder, "password"), password, { mode: 0o600 });
  const records = { kind: "postgres", host, port, database, passwordFile: "password" };
  const collector = { id: "c1", centre: url, mayContact: ["127.0.0.0/8"], startSpread: "1s", tokenFile };
  const write = async (name: string, config: object) => {
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, stringify(config));
    return file;
  };
  const centres: string[] = [];
  for (const [index, own] of ports.entries()) {
    const centre = { port: own, publicUrl: url, inventory: "inventory" };
    centres.push(
      await write(`centre-${index}`, { data: `centre-${index}`, records, centre, ...(index === 0 ? { collector } : {}) }),
    );
  }
  const balancer = await startBalancer(Number(new URL(url).port), ports);
  const file = await write("collector", { data: ".", collector });
  return { url, tokenFile, centres, collector: file, close: () => balancer.close() };
}

async function startFleet(fleet: Fleet): Promise<{ centres: RunningProcess[]; collector: RunningProcess }> {
  const centres: RunningProcess[] = [];
  for (const config of fleet.centres) centres.push(await startProcess(["serve", "--config", config]));
  return { centres, collector: await startProcess(["collect", "--config", fleet.collector]) };
}

/** Of the scenario's enterprises; a test centre has two of its own beside them. */
async function figuresOf(records: RecordStore) {
  const standings = (await records.scores.standings()).filter(
    ({ catalogId, enterpriseId }) => catalogId === "miit" && !["waterworks", "pharma"].includes(enterpriseId),
  );
  return standings
    .map(({ enterpriseId, demonstrated, potential, coverage }) => ({ enterpriseId, demonstrated, potential, coverage }))
    .sort((a, b) => a.enterpriseId.localeCompare(b.enterpriseId));
}

/** A centre with records of its own that is given the same observations. */
async function oneAlone(records: RecordStore, inventories: string): Promise<TestCentre> {
  const alone = await openTestCentre({ clock: systemClock });
  const known = (await records.inventories.all()).map(({ inventory }) => inventory.enterprise.id);
  for (const [index, id] of known.entries()) {
    const items = (await records.observations.latest(id)).map(({ digest, lastSeen, timesSeen: _, ...row }, place) => ({
      seq: place + 1,
      digest,
      observation: { ...row, at: lastSeen },
    }));
    const spool = { collectorId: "c1", spoolId: `alone-${index}`, through: items.length, at: systemClock.now() };
    await alone.records.observations.store({ ...spool, items });
  }
  await alone.centre.importInventories(inventories);
  await alone.centre.start();
  return alone;
}
