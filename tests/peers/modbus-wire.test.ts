import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assetOf, Bench } from "../../simulators/modbus/testing/bench.ts";
import { capture } from "../safety/tshark.ts";
import { available, libmodbus, mbpoll, pythonPeers, tshark } from "../support/tools.ts";
import { poll } from "./mbpoll.ts";
import { type ModbusPeers, startModbusPeers } from "./modbus-servers.ts";
import { watchPlant } from "./plant.ts";

const everythingIsThere = [tshark, pythonPeers, libmodbus, mbpoll].every(available);
const jobs = ["modbus.identify", "modbus.health", "modbus.baseline", "modbus.signals"];
const serialJobs = ["modbus.diagnostics", "modbus.units"];

describe.runIf(everythingIsThere)("Modbus, as an independent dissector reads it", () => {
  const bench = new Bench();
  let folder = "";
  let peers: ModbusPeers;
  let plc = 0;
  let gateway = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-wire-"));
    peers = await startModbusPeers(folder, ["named", "gateway", "libmodbus"]);
    plc = (await bench.start({ profile: "plc", id: "plc" })).port;
    gateway = (await bench.start({ profile: "gateway-16", id: "units", assets: [1, 5, 9].map((unit) => assetOf(unit)) })).port;
  }, 120_000);

  afterAll(async () => {
    await peers?.stop();
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("has not one malformed frame between the driver and foreign servers, and foreign clients and the simulators", async () => {
    const ports = [peers.portOf("named"), peers.portOf("gateway"), peers.portOf("libmodbus"), plc, gateway];
    const wire = await capture(
      ports,
      "mbtcp",
      ["tcp.srcport", "tcp.dstport", "modbus.func_code", "modbus.request_frame", "modbus.exception_code", "_ws.malformed"],
      [`mbtcp.tcp.port:${ports.join(",")}`],
    );
    await askAsDriver(ports);
    await askAsForeignClient();
    // What was captured last takes its time to the dissector.
    await sleep(1500);
    const packets = (await wire.stop()).map((line) => line.split("\t"));

    const frames = packets.filter(([, , code = ""]) => code !== "");
    const asked = frames.filter(([, destination]) => ports.includes(Number(destination)));
    const answered = frames.filter(([source]) => ports.includes(Number(source)));
    for (const port of ports) expect(asked.filter(([, destination]) => Number(destination) === port).length).toBeGreaterThan(5);
    expect(new Set(asked.map(([, , code]) => Number(code)))).toEqual(new Set([1, 3, 4, 8, 11, 16, 17, 43]));
    expect(answered.length).toBe(asked.length);
    // The dissector matches every answer with its request, except exceptions.
    expect(answered.filter(([, , , request = "", exception = ""]) => request === "" && exception === "")).toEqual([]);
    expect(new Set(answered.flatMap(([, , , , exception]) => exception || []))).toEqual(new Set(["1", "2", "11"]));
    expect(packets.filter(([, , , , , malformed = ""]) => malformed !== "")).toEqual([]);
  }, 120_000);

  async function askAsDriver(ports: readonly number[]): Promise<void> {
    const plant = await watchPlant(folder, { assets: ports.map(everyFunction) });
    for (const port of ports) {
      // libmodbus takes half a second for every function that it does not have, and serves one client at a time.
      for (const job of port === peers.portOf("libmodbus") ? jobs : [...jobs, ...serialJobs]) await plant.look(`at-${port}`, job);
      await plant.disconnect();
    }
  }

  async function askAsForeignClient(): Promise<void> {
    await poll({ port: plc, type: "4:float", address: 0, count: 20, bigEndian: true });
    await poll({ port: plc, type: "0", address: 0, count: 40 });
    await poll({ port: plc, type: "4", address: 5000 });
    await poll({ port: plc, type: "4", address: 100, values: [1, 2, 3] });
    await poll({ port: gateway, unit: 5, type: "4:int", address: 2 });
    await poll({ port: gateway, unit: 30, type: "4", address: 0 });
  }
});

/** A server at which the driver has every function to ask. */
function everyFunction(port: number) {
  const endpoint = {
    id: "mb",
    protocol: "modbus",
    url: `modbus://127.0.0.1:${port}/1`,
    limits: { minGap: 0, requestsPerMinute: 6000 },
    behindGateway: true,
    onRequest: ["modbus.units"],
    healthRegister: { table: "holding-register", address: 0 },
    baselineRegisters: [{ id: "settings", table: "holding-register", address: 0, count: 2 }],
    signals: [
      { id: "value", table: "input-register", address: 0, type: "float32" },
      { id: "switch", table: "coil", address: 0, type: "bool" },
    ],
  };
  return { id: `at-${port}`, endpoints: [endpoint] };
}
