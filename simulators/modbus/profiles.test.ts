import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hour, minute, second } from "../../model/instant.ts";
import { assetOf, Bench, codeOf } from "./testing/bench.ts";

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.close());

describe("a bare client reads each profile", () => {
  test("plc: floats, scaled integers, totals, bits, identification", async () => {
    const { port } = await bench.start({ profile: "plc" });
    const plc = await bench.client(port);
    const { buffer } = await plc.readInputRegisters(0, 10);
    expect(buffer.readFloatBE(0)).toBeGreaterThan(0.5);
    expect(buffer.readFloatBE(0)).toBeLessThan(4.5);
    expect(buffer.readInt16BE(12) / 10).toBeGreaterThan(15);
    expect(buffer.readInt16BE(12) / 10).toBeLessThan(35);
    const hoursOfTheYear = (bench.clock.now() - Date.UTC(2026, 0, 1)) / hour;
    expect(buffer.readUInt32BE(16)).toBeGreaterThanOrEqual(Math.floor(180 * hoursOfTheYear));
    expect(buffer.readUInt32BE(16)).toBeLessThanOrEqual(180 * hoursOfTheYear + 1001);
    expect((await plc.readHoldingRegisters(100, 2)).data).toEqual([2, 0]);
    expect((await plc.readDeviceIdentification(2, 0)).data).toEqual({
      ...{ 0: "Hanlin Automation", 1: "HL-1200", 2: "2.4", 3: "https://example.org/hanlin" },
      ...{ 4: "HL-1200", 5: "HL-1214 DC/DC/Rly", 6: "Pump control" },
    });
  });

  test("power-meter: no coils, no writes, nothing between its registers, names filled up with NULs", async () => {
    const { port } = await bench.start({ profile: "power-meter" });
    const meter = await bench.client(port);
    const { buffer } = await meter.readInputRegisters(20, 4);
    expect(Number(buffer.readBigUInt64BE()) / 1000).toBeGreaterThan(26 * 24 * 327);
    expect((await meter.readInputRegisters(14, 1)).data[0]).toBeGreaterThan(4900);
    expect(await codeOf(meter.readInputRegisters(15, 1))).toBe(2);
    expect(await codeOf(meter.readCoils(0, 1))).toBe(1);
    expect(await codeOf(meter.writeRegister(0, 5))).toBe(1);
    expect((await meter.readDeviceIdentification(1, 0)).data[1]).toBe(`DM-530${"\0".repeat(10)}`);
  });

  test("drive: little word order, FC 17 and no FC 43", async () => {
    const { port } = await bench.start({ profile: "drive" });
    const drive = await bench.client(port);
    const { data } = await drive.readHoldingRegisters(0, 5);
    expect(data[0]).toBeGreaterThan(1300);
    const current = ((data[3] ?? 0) * 65_536 + (data[2] ?? 0)) / 100;
    expect(current).toBeGreaterThan(20);
    expect(current).toBeLessThan(70);
    expect(await codeOf(drive.readDeviceIdentification(1, 0))).toBe(1);
    const wire = await bench.wire(port);
    wire.send("0001 0000 0002 01 11");
    const answer = await wire.receive(9 + 23);
    expect(answer.subarray(9).toString("latin1")).toBe("\u0007Beihe Drives BD-7 5.12\u00ff");
  });

  test("rtu: bits, zeros within its block, an illegal address beyond it", async () => {
    const { port } = await bench.start({ profile: "rtu" });
    const rtu = await bench.client(port);
    expect((await rtu.readHoldingRegisters(0, 4)).data).toEqual([60, 800, 0, 0]);
    expect((await rtu.readInputRegisters(200, 2)).data).toEqual([0, 0]);
    expect(await codeOf(rtu.readInputRegisters(255, 2))).toBe(2);
    const wire = await bench.wire(port);
    wire.send("0001 0000 0002 01 11");
    const answer = await wire.receive(9 + 28);
    expect(answer.subarray(9).toString("latin1")).toBe("\u0020\u00ffYuanhe Telemetry YR-32 3.1");
  });

  test("gateway-16: sixteen units on one connection, each its own", async () => {
    const units = Array.from({ length: 16 }, (_, index) => index + 1);
    const { port } = await bench.start({ profile: "gateway-16", assets: units.map((unit) => assetOf(unit)) });
    const client = await bench.client(port);
    const readFirst = async (unit: number) => {
      client.setID(unit);
      if (unit <= 4) return (await client.readInputRegisters(0, 2)).buffer.readFloatBE();
      return (unit <= 8 ? await client.readHoldingRegisters(2, 1) : await client.readInputRegisters(0, 1)).data[0];
    };
    const values: (number | undefined)[] = [];
    for (const unit of units) values.push(await readFirst(unit));
    expect(new Set(values).size).toBe(16);
    client.setID(17);
    expect(await codeOf(client.readInputRegisters(0, 1))).toBe(0x0b);
  });
});

describe("what the inventory declares", () => {
  const declared = {
    signals: [
      { id: "ph", table: "holding-register", address: 700, type: "int16", scale: 0.01, unit: "pH" },
      { id: "running", table: "coil", address: 90, type: "bool" },
    ],
    baselineRegisters: [{ id: "limits", table: "holding-register", address: 720, count: 3 }],
    healthRegister: { table: "input-register", address: 900 },
  };
  const asset = assetOf(1, declared, { vendor: "Exemplar", product: "X-1", version: "7.7" });

  test("is what the device holds and says of itself", async () => {
    const { port } = await bench.start({ profile: "power-meter", assets: [asset] });
    const device = await bench.client(port);
    expect((await device.readHoldingRegisters(700, 1)).data[0]).toBeGreaterThan(650);
    expect((await device.readHoldingRegisters(720, 3)).data).toHaveLength(3);
    expect((await device.readInputRegisters(900, 1)).data).toEqual([1]);
    const { data } = await device.readDeviceIdentification(1, 0);
    expect(Object.values(data).map((text) => String(text).replaceAll("\0", ""))).toEqual(["Exemplar", "X-1", "7.7"]);
  });

  test("a weakness makes it say another revision", async () => {
    const { port } = await bench.start({ profile: "plc", assets: [asset], weaknesses: ["identity-differs"] });
    const device = await bench.client(port);
    expect((await device.readDeviceIdentification(1, 0)).data).toEqual({ 0: "Exemplar", 1: "X-1", 2: "99.0" });
  });

  test("drifts where a configuration register is declared, some seconds after the start", async () => {
    const { port } = await bench.start({ profile: "plc", assets: [asset], weaknesses: ["baseline-drifted"] });
    const device = await bench.client(port);
    const before: number[] = (await device.readHoldingRegisters(720, 3)).data;
    bench.clock.time += 30 * second - 1;
    expect((await device.readHoldingRegisters(720, 3)).data).toEqual(before);
    bench.clock.time += 1;
    const after: number[] = (await device.readHoldingRegisters(720, 3)).data;
    expect(after.filter((word, index) => word !== before[index])).toHaveLength(1);
    bench.clock.time += hour;
    expect((await device.readHoldingRegisters(720, 3)).data).toEqual(after);
  });
});

describe("values", () => {
  const read = async (options: { seed?: number; id?: string }) => {
    const { port } = await bench.start({ profile: "plc", ...options });
    const client = await bench.client(port);
    return (await client.readInputRegisters(0, 10)).buffer.toString("hex");
  };

  test("follow from seed, device and time alone", async () => {
    const first = await read({});
    expect(await read({})).toBe(first);
    expect(await read({ seed: 8 })).not.toBe(first);
    expect(await read({ id: "another" })).not.toBe(first);
    bench.clock.time += 5 * minute;
    expect(await read({})).not.toBe(first);
  });

  test("move slowly, as a process does", async () => {
    const { port } = await bench.start({ profile: "plc" });
    const plc = await bench.client(port);
    const levels: number[] = [];
    for (let second = 0; second < 60; second++) {
      levels.push((await plc.readInputRegisters(0, 2)).buffer.readFloatBE());
      bench.clock.time += 1000;
    }
    const steps = levels.slice(1).map((level, index) => Math.abs(level - (levels[index] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(0.2);
    expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(0.05);
  });

  test("stay as written where the profile accepts writes", async () => {
    const { port } = await bench.start({ profile: "plc" });
    const plc = await bench.client(port);
    await plc.writeRegisters(0, [1, 2, 3]);
    await plc.writeRegister(1, 20);
    await plc.writeCoils(4, [true, false, true]);
    await plc.writeCoil(5, true);
    bench.clock.time += hour;
    expect((await plc.readHoldingRegisters(0, 3)).data).toEqual([1, 20, 3]);
    expect((await plc.readCoils(4, 3)).data.slice(0, 3)).toEqual([true, true, true]);
  });
});
