import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { stringify } from "yaml";
import { z } from "zod";
import { startMonitor } from "../../app/evaluate/monitor.ts";
import { Schedule } from "../../collector/schedule/schedule.ts";
import { systemClock } from "../../model/instant.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import { type Cost, measure, print, printRatio } from "./measure.ts";

const { default: ModbusRTU } = createRequire(import.meta.url)("modbus-serial") as typeof import("modbus-serial");

const deviceCount = 50;
const registersPerPoll = 10;
const intervalMs = 100;
const seconds = 8;
const warmUpMs = 4000;
const silent = pino({ enabled: false });

/** CPU of one poll of ten registers: a bare loop over the library, the schedule with its driver, and the whole line into the stores. */
export async function benchModbus(): Promise<void> {
  const devices = fork(fileURLToPath(new URL("./modbus-devices.ts", import.meta.url)), [String(deviceCount)]);
  const ports = z.array(z.number()).parse(await new Promise((resolve) => devices.once("message", resolve)));
  try {
    const bare = await bareLoop(ports);
    print(
      `Modbus: ${deviceCount} devices, ${registersPerPoll} registers a poll, every ${intervalMs} ms, devices in another process`,
    );
    printRatio("  schedule and driver", await scheduleAlone(ports), bare);
    printRatio("  whole line (driver, spool, HTTP uplink, ingest, judging, metric store)", await wholeLine(ports), bare);
  } finally {
    devices.disconnect();
  }
}

async function bareLoop(ports: readonly number[]): Promise<Cost> {
  const clients = await Promise.all(
    ports.map(async (port) => {
      const client = new ModbusRTU();
      await client.connectTCP("127.0.0.1", { port });
      client.setID(1);
      return client;
    }),
  );
  const cost = await measure(async () => {
    let polls = 0;
    const until = performance.now() + seconds * 1000;
    while (performance.now() < until) {
      const next = sleep(intervalMs);
      await Promise.all(clients.map((client) => client.readHoldingRegisters(0, registersPerPoll)));
      polls += clients.length;
      await next;
    }
    return polls;
  });
  for (const client of clients) client.close(() => undefined);
  return cost;
}

function inventoryFile(ports: readonly number[]): { fileName: string; text: string } {
  const rare = "20h";
  const text = stringify({
    enterprise: { id: "bench", name: "bench", types: ["N"], grade: 1, simulated: true },
    sites: [{ id: "site", name: "site", collectors: [{ id: "c1" }] }],
    assets: ports.map((port, index) => ({
      id: `device-${index}`,
      name: `device ${index}`,
      site: "site",
      role: "field-device",
      endpoints: [
        {
          id: "mb",
          protocol: "modbus",
          url: `modbus://127.0.0.1:${port}/1`,
          limits: { minGap: "0ms", requestsPerMinute: 6000 },
          intervals: { "modbus.signals": `${intervalMs}ms`, "modbus.identify": rare, "modbus.health": rare },
          signals: Array.from({ length: registersPerPoll }, (_, address) => ({
            id: `r${address}`,
            table: "holding-register",
            address,
          })),
        },
      ],
    })),
  });
  return { fileName: "bench.yaml", text };
}

async function scheduleAlone(ports: readonly number[]): Promise<Cost> {
  const parsed = parseInventory(inventoryFile(ports).text, "bench.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const identity = { applicationUri: "urn:bench", certificatePem: "", privateKeyPem: "" };
  let polls = 0;
  const schedule = new Schedule({
    mayContact: () => true,
    services: { clock: systemClock, identity, strangerIdentity: async () => identity, secret: () => undefined },
    clock: systemClock,
    log: silent,
    startSpreadMs: 1000,
    deliver: () => {
      polls += 1;
    },
  });
  const { assets } = parsed.value;
  await schedule.assign({
    collectorId: "c1",
    revision: "1",
    sites: [{ enterpriseId: "bench", siteId: "site", pollingStopped: false, discovery: [], assets }],
  });
  await sleep(warmUpMs);
  const cost = await measure(async () => {
    const before = polls;
    await sleep(seconds * 1000);
    return polls - before;
  });
  const { latenessP50, latenessP99 } = schedule.state();
  await schedule.stop();
  print(`  lateness of the schedule: p50 ${latenessP50.toFixed(1)} ms, p99 ${latenessP99.toFixed(1)} ms`);
  return cost;
}

async function wholeLine(ports: readonly number[]): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const monitor = await startMonitor({
    folder,
    inventories: [inventoryFile(ports)],
    secrets: {},
    clock: systemClock,
    log: silent,
  });
  await sleep(warmUpMs);
  const cost = await measure(async () => {
    const before = await storedPolls(monitor.metrics);
    await sleep(seconds * 1000);
    return (await storedPolls(monitor.metrics)) - before;
  });
  await monitor.stop();
  await rm(folder, { recursive: true });
  return cost;
}

/** Polls that have arrived in the metric store: what the line has really done. */
async function storedPolls(metrics: MetricStore): Promise<number> {
  const now = systemClock.now();
  const series = await metrics.query({
    measurement: "poll",
    field: "up",
    where: { enterprise: "bench" },
    from: now - 600_000,
    to: now + 60_000,
    stepMs: 60_000,
    aggregate: "count",
  });
  return series.flatMap(({ points }) => points).reduce((sum, [, value]) => sum + value, 0);
}
