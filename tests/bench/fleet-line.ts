import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { createTokens } from "../../api/accounts/tokens.ts";
import { makeEnrolmentCode } from "../../api/collectors/enrolments.ts";
import { enrol } from "../../app/enrol/enrol.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { createNatsUplink } from "../../collector/uplink/nats-uplink.ts";
import type { Uplink } from "../../collector/uplink/port.ts";
import { systemClock } from "../../model/instant.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { centreStarter } from "../fleet/fleet.ts";
import { startNats } from "../support/nats-server.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { makeInstallation, startProcess } from "../support/processes.ts";
import { startInfluxd } from "../support/servers.ts";
import { cpuByProgram } from "./cpu-of-descendants.ts";
import { answerOf, largeInventory } from "./large-plant.ts";
import { print } from "./measure.ts";

const assetsEach = 50;
const batchSize = 200;
/** The same for every size, so that what centres do anyway weighs the same. */
const batchesInAll = 120;
/** The first facts are judged by then. */
const settleMs = 8000;
const fleetSizes = [1, 5, 20] as const;
const centreCount = 3;

interface Result {
  readonly perSecond: number;
  /** Of all processes together. */
  readonly microsecondsEach: number;
}

/**
 * From a collector's spool to stored records: one collector and one centre over HTTP with the embedded stores, then ever more collectors over
 * NATS with three centres on PostgreSQL. Every collector looks after an enterprise of its own; most observations tell nothing new.
 */
export async function benchFleetLine(): Promise<void> {
  print(
    `Fleet line: ${batchesInAll} batches of ${batchSize} observations, ${assetsEach} assets an enterprise, an enterprise a collector`,
  );
  const single = await singleMachine();
  const results: Result[] = [];
  for (const size of fleetSizes) results.push(await fleet(size));
  const costs = results.map(({ microsecondsEach }) => microsecondsEach);
  const best = Math.max(...results.map(({ perSecond }) => perSecond));
  print(`  fleet to single machine: ${(best / single.perSecond).toFixed(2)} of its observations a second on the same cores`);
  print(
    `  cost of an observation from ${fleetSizes[0]} to ${fleetSizes.at(-1)} collectors: ${((Math.max(...costs) / Math.min(...costs) - 1) * 100).toFixed(0)} % between the least and the most`,
  );
}

async function singleMachine(): Promise<Result> {
  const installation = await makeInstallation();
  await mkdir(installation.inventory, { recursive: true });
  await writeInventories(installation.inventory, ["c1"]);
  const centre = await startProcess(["serve", "--config", installation.config], { PLANTWATCH_LOG: "error" });
  const records = await openSqliteRecords({ file: join(installation.folder, "centre", "records.sqlite") });
  const token = await createTokens(records.access, systemClock).issueForCollector("c1");
  await records.close();
  const uplink = createHttpUplink({ centre: installation.baseUrl, collectorId: "c1", token });
  try {
    return await deliverAll("single machine, HTTP and embedded stores", [{ id: "c1", uplink }]);
  } finally {
    await centre.stop();
    await installation.remove();
  }
}

async function fleet(size: number): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const [nats, postgres, influx] = [await startNats(), await startPostgres(), await startInfluxd()];
  const place = await postgres.createDatabase();
  const records = await openPostgresRecords(place);
  const ids = Array.from({ length: size }, (_, index) => `c${index + 1}`);
  const inventories = join(folder, "inventory");
  await mkdir(inventories);
  await writeInventories(inventories, ids);
  const starters = await Promise.all(
    Array.from({ length: centreCount }, (_, index) =>
      centreStarter(join(folder, `centre-${index}`), { place, nats, influx, inventories }),
    ),
  );
  const centres = [];
  for (const starter of starters) centres.push(await starter.start());
  const connections = [];
  const collectors: { id: string; uplink: Uplink }[] = [];
  try {
    const files = ids.map((id) => ({ tokenFile: join(folder, id, "token"), keyFile: join(folder, id, "key") }));
    for (const [index, id] of ids.entries()) {
      const { code } = await makeEnrolmentCode({ records, clock: systemClock }, id, "bench");
      const own = files[index];
      if (own !== undefined) await enrol(code, starters[0]?.address ?? "", own);
    }
    await nats.admit(await records.enrolments.keys());
    for (const [index, id] of ids.entries()) {
      const seed = await readFile(files[index]?.keyFile ?? "", "utf8");
      const connection = await nats.connectCollector(id, seed.trim());
      connections.push(connection);
      collectors.push({ id, uplink: createNatsUplink({ connection, collectorId: id, seed }) });
    }
    return await deliverAll(`${size} collector(s), NATS, ${centreCount} centres, PostgreSQL`, collectors);
  } finally {
    for (const connection of connections) await connection.close();
    for (const centre of centres) await centre.stop();
    await records.close();
    for (const server of [influx, postgres, nats]) await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeInventories(folder: string, collectorIds: readonly string[]): Promise<void> {
  for (const id of collectorIds) {
    await writeFile(join(folder, `works-${id}.yaml`), stringify(largeInventory(`works-${id}`, assetsEach, id)));
  }
}

/** Every collector delivers one batch after the other, as its spool does. */
async function deliverAll(name: string, collectors: readonly { id: string; uplink: Uplink }[]): Promise<Result> {
  const deliveries = collectors.map(({ id, uplink }) => deliveryOf(id, uplink));
  // What is new to the records is judged for the first time; that is another cost.
  await Promise.all(deliveries.map((deliver) => deliver(1)));
  await sleep(settleMs);
  const cpuBefore = cpuByProgram();
  const startedAt = performance.now();
  await Promise.all(deliveries.map((deliver) => deliver(batchesInAll / collectors.length)));
  const seconds = (performance.now() - startedAt) / 1000;
  const count = batchesInAll * batchSize;
  const used = [...cpuByProgram()].map(([program, cpu]) => [program, cpu - (cpuBefore.get(program) ?? 0)] as const);
  const total = used.reduce((sum, [, cpu]) => sum + cpu, 0);
  const shares = used
    .filter(([, cpu]) => cpu / total > 0.01)
    .sort((a, b) => b[1] - a[1])
    .map(([program, cpu]) => `${nameOf(program)} ${((cpu / total) * 100).toFixed(0)} %`);
  const result = { perSecond: count / seconds, microsecondsEach: (total * 1e6) / count };
  print(
    `  ${name}: ${result.perSecond.toFixed(0)} observations/s, ${result.microsecondsEach.toFixed(0)} µs CPU each in all processes (${shares.join(", ")})`,
  );
  return result;
}

/** Threads name themselves; a process of Node is a centre. */
function nameOf(program: string): string {
  if (program === "self") return "collectors";
  return program.includes("MainThread") || program === "node" ? "centres" : program;
}

const probes = ["modbus.health", "modbus.identify", "opcua.discovery", "opcua.session"] as const;

/** Delivers so many batches, one after the other, each beginning where the one before ended. */
function deliveryOf(id: string, uplink: Uplink): (batches: number) => Promise<void> {
  const spoolId = randomUUID();
  let seq = 0;
  const next = (round: number) => {
    const [asset, probe] = [seq % assetsEach, probes[Math.floor(seq / assetsEach) % probes.length] ?? "modbus.health"];
    // The facts of one asset in fifty are new.
    const variant = asset === round % assetsEach ? round : 0;
    return { seq: ++seq, observation: answerOf(`works-${id}`, `asset-${asset}`, probe, variant) };
  };
  return async (batches) => {
    for (let round = 0; round < batches; round++) {
      const items = Array.from({ length: batchSize }, () => next(round));
      await uplink.deliverObservations({ collectorId: id, spoolId, items });
    }
  };
}
