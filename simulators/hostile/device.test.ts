import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../model/instant.ts";
import { assetSchema } from "../../model/inventory/inventory.ts";
import type { SimulatedDevice } from "../define.ts";
import { simulator } from "./device.ts";

/** Transaction 0x0102, unit 1, read one holding register. */
const modbusRequest = Buffer.from("010200000006010300000001", "hex");
const hello = Buffer.concat([Buffer.from("HELF"), Buffer.from([28, 0, 0, 0]), Buffer.alloc(20)]);
const urls = { modbus: "modbus://10.0.0.1:502/1", opcua: "opc.tcp://10.0.0.1:4840/UA" };

let folder: string;
let device: SimulatedDevice | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
});
afterEach(async () => {
  await device?.stop();
  await rm(folder, { recursive: true });
});

async function start(profile: string, protocol: "modbus" | "opcua"): Promise<URL> {
  const endpoint = { id: "e1", protocol, url: urls[protocol] };
  const asset = assetSchema.parse({ id: "peer", name: "Peer", site: "s", role: "field-device", endpoints: [endpoint] });
  const endpoints = asset.endpoints.map((served) => ({ asset, endpoint: served }));
  device = await simulator.start(
    { id: "peer", profile, weaknesses: [], without: [], seed: 1, listeners: [{ host: "127.0.0.1", port: 0, endpoints }] },
    { clock: systemClock, log: pino({ level: "silent" }), trustedClientPems: [], dataDir: folder },
  );
  return new URL(device.endpoints[0]?.url ?? "");
}

/** What comes back on a request within that time, and whether the peer hung up. */
async function ask(url: URL, request: Buffer, milliseconds = 150): Promise<{ bytes: Buffer; closed: boolean }> {
  const socket = connect(Number(url.port), url.hostname, () => socket.write(request));
  const received: Buffer[] = [];
  let closed = false;
  socket.on("data", (bytes) => received.push(Buffer.from(bytes)));
  socket.on("end", () => {
    closed = true;
  });
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  socket.destroy();
  return { bytes: Buffer.concat(received), closed };
}

describe("hostile peers", () => {
  it("is silent for both protocols, and keeps a record of being asked", async () => {
    const url = await start("silent", "modbus");
    expect(await ask(url, modbusRequest)).toEqual({ bytes: Buffer.alloc(0), closed: false });
    expect(device?.requestLog()).toEqual([{ at: expect.any(Number), service: "bytes" }]);
  });

  it("answers one byte a second", async () => {
    const { bytes } = await ask(await start("drip", "opcua"), hello, 2300);
    expect(bytes.toString("latin1")).toBe("AC");
  });

  it("promises more than it sends", async () => {
    const modbus = await ask(await start("overlong", "modbus"), modbusRequest);
    expect(modbus.bytes.toString("hex")).toBe("01020000ffff0103");
    await device?.stop();
    const opcua = await ask(await start("overlong", "opcua"), hello);
    expect(opcua.bytes.readUInt32LE(4)).toBe(0x7fffffff);
  });

  it("hangs up in the middle of an answer", async () => {
    const { bytes, closed } = await ask(await start("closes", "modbus"), modbusRequest);
    expect(bytes.length).toBeLessThan(6 + bytes.readUInt16BE(4));
    expect(closed).toBe(true);
  });

  it("answers another transaction, complete and well formed", async () => {
    const { bytes } = await ask(await start("other-transaction", "modbus"), modbusRequest);
    expect(bytes.readUInt16BE(0)).toBe(0x0103);
    expect(bytes.length).toBe(6 + bytes.readUInt16BE(4));
  });

  it("never stops sending while it is read", async () => {
    const { bytes } = await ask(await start("flood", "opcua"), hello);
    expect(bytes.length).toBeGreaterThan(1_000_000);
  });

  it("does not know other peers", async () => {
    await expect(start("kind", "modbus")).rejects.toMatchObject({ code: "unknown-profile" });
  });
});
