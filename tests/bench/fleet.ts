import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import pino from "pino";
import { z } from "zod";
import { Schedule } from "../../collector/schedule/schedule.ts";
import { second, systemClock } from "../../model/instant.ts";
import { assetSchema } from "../../model/inventory/inventory.ts";
import { type Cost, measure, print, printRatio } from "./measure.ts";

const { default: ModbusRTU } = createRequire(import.meta.url)("modbus-serial") as typeof import("modbus-serial");
type Client = InstanceType<typeof ModbusRTU>;

interface Load {
  readonly devices: number;
  readonly everyMs: number;
  /** A process has about 20,000 file descriptors, and a device that is polled takes two. */
  readonly processes: number;
}

const loads: readonly Load[] = [
  { devices: 1000, everyMs: second, processes: 1 },
  { devices: 10_000, everyMs: 5 * second, processes: 2 },
];
const registersPerPoll = 10;
const measuredMs = 20 * second;

/** Many devices at their own rhythm: how late they are polled, what a poll costs, and what the bare library takes for the same. */
export async function benchFleet(): Promise<void> {
  for (const load of loads) {
    const plants = Array.from({ length: load.processes }, (_, index) => startDevices(index, load.devices / load.processes));
    try {
      const urls = (await Promise.all(plants.map(({ urls }) => urls))).flat();
      print(
        `Modbus fleet: ${urls.length} simulated PLCs in ${load.processes} other process(es), ${registersPerPoll} registers a poll, every ${load.everyMs / second} s`,
      );
      const bare = await bareLoop(urls, load);
      await pollFleet(urls, load, bare);
    } finally {
      for (const { child } of plants) child.disconnect();
      await Promise.all(plants.map(({ ended }) => ended));
    }
  }
}

function startDevices(index: number, count: number): { child: ChildProcess; urls: Promise<string[]>; ended: Promise<void> } {
  const child = fork(fileURLToPath(new URL("./simulated-plcs.ts", import.meta.url)), [String(index * count), String(count)]);
  const said = new Promise((resolve) => child.once("message", resolve));
  return {
    child,
    urls: said.then((message) => z.array(z.string()).parse(message)),
    ended: new Promise((resolve) => child.once("exit", () => resolve())),
  };
}

/** The library alone, every client in the same rhythm as the schedule has it. */
async function bareLoop(urls: readonly string[], { everyMs }: Load): Promise<Cost> {
  const clients = await connectAll(urls);
  const lateness: number[] = [];
  let polls = 0;
  let stopped = false;
  const loop = async (client: Client): Promise<void> => {
    let due = performance.now() + Math.random() * everyMs;
    while (!stopped) {
      await sleep(Math.max(0, due - performance.now()));
      lateness.push(Math.max(0, performance.now() - due));
      await client.readHoldingRegisters(0, registersPerPoll);
      polls += 1;
      due = Math.max(performance.now(), due + everyMs);
    }
  };
  const loops = Promise.all(clients.map(loop));
  await sleep(2 * everyMs);
  lateness.length = 0;
  const cost = await measure(async () => {
    const before = polls;
    await sleep(measuredMs);
    return polls - before;
  });
  tellLateness("bare loop", lateness);
  tellMemory("bare loop");
  stopped = true;
  await loops;
  for (const client of clients) client.close(() => undefined);
  return cost;
}

async function connectAll(urls: readonly string[]): Promise<readonly Client[]> {
  const clients: Client[] = [];
  for (const url of urls) {
    const { hostname, port } = new URL(url);
    const client = new ModbusRTU();
    await client.connectTCP(hostname, { port: Number(port) });
    client.setID(1);
    client.setTimeout(2000);
    clients.push(client);
  }
  return clients;
}

async function pollFleet(urls: readonly string[], load: Load, bare: Cost): Promise<void> {
  const identity = { applicationUri: "urn:bench", certificatePem: "", privateKeyPem: "" };
  let polls = 0;
  let failed = 0;
  const schedule = new Schedule({
    mayContact: () => true,
    services: { clock: systemClock, identity, strangerIdentity: async () => identity, secret: () => undefined },
    clock: systemClock,
    log: pino({ enabled: false }),
    startSpreadMs: load.everyMs,
    deliver: ({ points: [poll] }) => {
      polls += 1;
      if (poll?.fields.up !== 1) failed += 1;
    },
  });
  const assets = urls.map((url, index) => assetAt(url, index, load));
  const site = { enterpriseId: "bench", siteId: "site", pollingStopped: false, assets };
  await schedule.assign({ collectorId: "c1", revision: "1", sites: [site] });
  // The first rounds connect and identify, 5 ms apart.
  await sleep(3 * load.everyMs + 5 * load.devices);
  const cost = await measure(async () => {
    const before = polls;
    await sleep(measuredMs);
    return polls - before;
  });
  const { latenessP50, latenessP99 } = schedule.state({ latenessOverMs: measuredMs });
  print(`  schedule: lateness p50 ${latenessP50.toFixed(1)} ms, p99 ${latenessP99.toFixed(1)} ms; ${failed} polls failed`);
  tellMemory("schedule and driver");
  await schedule.stop();
  printRatio("  schedule and driver", cost, bare);
}

function assetAt(url: string, index: number, { everyMs }: Load) {
  const rare = "20h";
  return assetSchema.parse({
    id: `plc-${index}`,
    name: `PLC ${index}`,
    site: "site",
    role: "field-device",
    endpoints: [
      {
        id: "mb",
        protocol: "modbus",
        url,
        limits: { minGap: "0ms", requestsPerMinute: 6000 },
        intervals: { "modbus.signals": everyMs, "modbus.identify": rare, "modbus.health": rare },
        signals: Array.from({ length: registersPerPoll }, (_, address) => ({
          id: `r${address}`,
          table: "holding-register",
          address,
        })),
      },
    ],
  });
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function tellMemory(name: string): void {
  collectGarbage();
  const { rss, heapUsed } = process.memoryUsage();
  print(`  ${name}: RSS ${(rss / 1e6).toFixed(0)} MB, heap ${(heapUsed / 1e6).toFixed(0)} MB`);
}

function tellLateness(name: string, milliseconds: readonly number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1) ?? "-";
  print(`  ${name}: lateness p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}
