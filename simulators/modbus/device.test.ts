import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { simulator } from "./device.ts";
import { assetOf, Bench, codeOf } from "./testing/bench.ts";

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.close());

describe("a gateway", () => {
  test("answers only for the units that the inventory lists, unless it is declared to answer under any", async () => {
    const strict = await bench.start({ profile: "gateway-16", assets: [assetOf(3), assetOf(12)] });
    const one = await bench.client(strict.port, 4);
    expect(await codeOf(one.readInputRegisters(0, 1))).toBe(0x0b);
    one.setID(12);
    expect((await one.readHoldingRegisters(0, 1)).data).toEqual([60]);
    const open = await bench.start({ profile: "gateway-16", assets: [assetOf(3)], weaknesses: ["any-unit"] });
    const two = await bench.client(open.port, 200);
    expect((await two.readInputRegisters(0, 2)).buffer.length).toBe(4);
  });

  test("leaves a broadcast without an answer", async () => {
    const { port, device } = await bench.start({ profile: "gateway-16", assets: [assetOf(9)] });
    const client = await bench.client(port, 0, 60);
    await expect(client.readInputRegisters(0, 1)).rejects.toThrow();
    expect(device.requestLog().map(({ unit }) => unit)).toEqual([0]);
  });
});

test("every request is logged with function, unit and time, also what is refused", async () => {
  const { port, device } = await bench.start({ profile: "power-meter", assets: [assetOf(5)] });
  const client = await bench.client(port, 5);
  const at = bench.clock.now();
  await client.readInputRegisters(0, 2);
  bench.clock.time += 500;
  await codeOf(client.writeRegister(0, 1));
  await client.readDeviceIdentification(1, 0);
  const wire = await bench.wire(port);
  wire.send("0001 0000 0006 05 08 000b 0000");
  await wire.receive(12);
  expect(device.requestLog()).toEqual([
    { at, service: "4", unit: 5 },
    { at: at + 500, service: "6", unit: 5 },
    { at: at + 500, service: "43/14", unit: 5 },
    { at: at + 500, service: "8/11", unit: 5 },
  ]);
});

describe("clients", () => {
  test("that are not permitted are turned away, unless the device serves anyone", async () => {
    const asset = assetOf(1, { permittedClients: ["192.0.2.7"] });
    const strict = await bench.start({ profile: "plc", assets: [asset], without: ["serves-anyone"] });
    const wire = await bench.wire(strict.port);
    wire.send("0001 0000 0006 01 03 0000 0001");
    expect(await wire.end()).toBe(true);
    expect(wire.received).toBe("");
    expect(strict.device.requestLog()).toEqual([]);
    const open = await bench.start({ profile: "plc", assets: [asset] });
    const client = await bench.client(open.port);
    expect((await client.readHoldingRegisters(100, 1)).data).toEqual([2]);
  });

  test("that are permitted are served", async () => {
    const asset = assetOf(1, { permittedClients: ["127.0.0.1"] });
    const { port } = await bench.start({ profile: "plc", assets: [asset], without: ["serves-anyone"] });
    const client = await bench.client(port);
    expect((await client.readHoldingRegisters(100, 1)).data).toEqual([2]);
  });

  test("are served one at a time where the device has one connection", async () => {
    const { port } = await bench.start({ profile: "plc", weaknesses: ["one-connection"] });
    const first = await bench.client(port);
    const second = await bench.wire(port);
    expect(await second.end()).toBe(true);
    expect((await first.readHoldingRegisters(100, 1)).data).toEqual([2]);
  });
});

describe("events", () => {
  test("restart: connections end, counters are zero, the port stays open", async () => {
    const { port, device } = await bench.start({ profile: "rtu" });
    const before = await bench.wire(port);
    before.send("0001 0000 0006 01 04 0000 0001");
    await before.receive(11);
    before.send("0002 0000 0006 01 08 000b 0000");
    expect((await before.receive(23)).subarray(-2).toString("hex")).toBe("0002");
    await device.perform("restart");
    expect(await before.end()).toBe(true);
    const after = await bench.wire(port);
    after.send("0001 0000 0006 01 08 000b 0000");
    expect((await after.receive(12)).subarray(-2).toString("hex")).toBe("0001");
  });

  test("the program stops and starts, the device falls silent and comes back", async () => {
    const { port, device } = await bench.start({ profile: "plc" });
    const client = await bench.client(port, 1, 100);
    const runByte = async () => {
      const wire = await bench.wire(port);
      wire.send("0001 0000 0002 01 11");
      return (await wire.receive(11))[10];
    };
    await device.perform("stop-program");
    expect(await runByte()).toBe(0x00);
    await device.perform("start-program");
    expect(await runByte()).toBe(0xff);
    await device.perform("silence");
    await expect(client.readHoldingRegisters(0, 1)).rejects.toThrow();
    await device.perform("resume");
    expect((await client.readHoldingRegisters(100, 1)).data).toEqual([2]);
  });

  test("anything else is refused with the list of what can happen", async () => {
    const { device } = await bench.start({ profile: "plc" });
    await expect(device.perform("explode")).rejects.toMatchObject({ code: "unknown-action", advice: /restart, drift/ });
  });
});

describe("a start is refused", () => {
  test("for an unknown profile or weakness", async () => {
    await expect(bench.start({ profile: "toaster" })).rejects.toMatchObject({ code: "unknown-profile" });
    await expect(bench.start({ profile: "plc", weaknesses: ["rust"] })).rejects.toMatchObject({ code: "unknown-weakness" });
  });

  test("where the port is taken", async () => {
    const { port } = await bench.start({ profile: "plc" });
    await expect(bench.start({ profile: "plc", port })).rejects.toMatchObject({
      code: "port-in-use",
      target: `127.0.0.1:${port}`,
    });
  });
});

test("profiles and weaknesses are listed in order", () => {
  expect(simulator.profiles).toEqual(["drive", "gateway-16", "plc", "power-meter", "rtu"]);
  expect(simulator.weaknesses).toEqual([...simulator.weaknesses].sort());
});
