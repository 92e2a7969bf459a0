import { once } from "node:events";
import { connect } from "node:net";
import ModbusRTU from "modbus-serial";
import pino from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { type Asset, assetSchema } from "../../model/inventory/inventory.ts";
import type { DeviceDeclaration, SimulatedDevice } from "../define.ts";
import { simulator } from "./device.ts";

const startedAt = Date.UTC(2026, 10, 24, 12);
let now = startedAt;
const clock = { now: () => now };
const running: SimulatedDevice[] = [];
const clients: ModbusRTU[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => new Promise<void>((resolve) => client.close(() => resolve()))));
  await Promise.all(running.splice(0).map((device) => device.stop()));
  now = startedAt;
});

function assetOf(unit: number, endpoint: Record<string, unknown> = {}, asset: Record<string, unknown> = {}): Asset {
  return assetSchema.parse({
    id: `asset-${unit}`,
    name: `设备 ${unit}`,
    site: "site",
    role: "field-device",
    endpoints: [{ id: "modbus", protocol: "modbus", url: `modbus://127.0.0.1:502/${unit}`, ...endpoint }],
    ...asset,
  });
}

interface Options {
  readonly profile: string;
  readonly assets?: readonly Asset[];
  readonly weaknesses?: readonly string[];
  readonly without?: readonly string[];
  readonly seed?: number;
}

function declare({ profile, assets = [assetOf(1)], weaknesses = [], without = [], seed = 7 }: Options): DeviceDeclaration {
  const endpoints = assets.flatMap((asset) => asset.endpoints.map((endpoint) => ({ asset, endpoint })));
  return { id: "device", profile, weaknesses, without, seed, listeners: [{ host: "127.0.0.1", port: 0, endpoints }] };
}

async function start(options: Options): Promise<{ device: SimulatedDevice; port: number }> {
  const device = await simulator.start(declare(options), {
    clock,
    log: pino({ level: "silent" }),
    trustedClientPems: [],
    dataDir: "unused",
  });
  running.push(device);
  return { device, port: Number(new URL(device.endpoints[0]?.url ?? "").port) };
}

async function client(port: number, unit = 1): Promise<ModbusRTU> {
  const modbus = new ModbusRTU();
  clients.push(modbus);
  await modbus.connectTCP("127.0.0.1", { port });
  modbus.setTimeout(1000);
  modbus.setID(unit);
  return modbus;
}

describe("a bare client reads each profile", () => {
  test("plc: floats, scaled integers, totals and bits", async () => {
    const { port } = await start({ profile: "plc" });
    const plc = await client(port);
    const { buffer } = await plc.readInputRegisters(0, 10);
    expect(buffer.readFloatBE(0)).toBeGreaterThan(0.5);
    expect(buffer.readFloatBE(0)).toBeLessThan(4.5);
    expect(buffer.readInt16BE(12) / 10).toBeGreaterThan(15);
    expect(buffer.readUInt32BE(16)).toBeGreaterThan(180 * 24 * 327);
    const { data } = await plc.readDiscreteInputs(0, 2);
    expect(data.slice(0, 2).every((bit) => typeof bit === "boolean")).toBe(true);
    expect((await plc.readHoldingRegisters(100, 1)).data).toEqual([2]);
  });
});
