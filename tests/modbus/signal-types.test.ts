import pino from "pino";
import { expect, it, onTestFinished } from "vitest";
import { createModbusDriver } from "../../collector/drivers/modbus/driver.ts";
import { services } from "../../collector/drivers/modbus/testing/raw-server.ts";
import { systemClock } from "../../model/instant.ts";
import { modbusEndpointSchema } from "../../model/protocols/modbus/endpoint.ts";
import { simulator } from "../../simulators/modbus/device.ts";
import { assetOf, declarationOf } from "../../simulators/modbus/testing/bench.ts";
import { openGate, runJob } from "../fuzz/run-job.ts";

type Signals = readonly Record<string, unknown>[];

/** Reads signals of a simulated PLC, whose encoding shares nothing with the driver's decoding; it also holds what is `declared`. */
async function readFrom(read: Signals, declared: Signals = []) {
  const asset = assetOf(1, { signals: declared });
  const device = await simulator.start(declarationOf({ profile: "plc", assets: [asset] }), {
    clock: systemClock,
    log: pino({ enabled: false }),
    trustedClientPems: [],
    dataDir: "unused",
  });
  const link = createModbusDriver().link(openGate, services);
  onTestFinished(async () => {
    await link.close();
    await device.stop();
  });
  const url = device.endpoints[0]?.url;
  const endpoint = modbusEndpointSchema.parse({ id: "mb", protocol: "modbus", url, signals: read });
  const { report, faults } = await runJob(link, endpoint, "modbus.signals", 10_000);
  expect(faults).toEqual([]);
  return Object.fromEntries((report?.samples ?? []).map(({ tags, fields }) => [tags.signal, fields]));
}

it("reads a text, and bits, a masked number and the whole of one status word", async () => {
  const inputs = { table: "input-register" };
  const values = await readFrom([
    { ...inputs, id: "program", address: 30, type: "string", registers: 8 },
    { ...inputs, id: "status", address: 20 },
    { ...inputs, id: "step", address: 20, mask: 0x0f00 },
    ...Array.from({ length: 16 }, (_, bit) => ({ ...inputs, id: `bit-${bit}`, address: 20, type: "bool", bit })),
  ]);
  expect(values).toMatchObject({ program: { text: "PUMP-01 R12", good: 1 }, step: { value: 4, good: 1 } });
  const status = Number(values.status?.value);
  expect(status & 0xff00).toBe(0x0400);
  const bits = Array.from({ length: 16 }, (_, bit) => Number(values[`bit-${bit}`]?.value));
  expect(bits.reduce((word, on, bit) => word | (on << bit), 0)).toBe(status);
});

it("leaves the maker's own text and bits in place where the plant declares the same", async () => {
  const same = [
    { id: "name", table: "input-register", address: 30, type: "string", registers: 8 },
    { id: "phase", table: "input-register", address: 20, mask: 0x0f00 },
  ];
  expect(await readFrom(same, same)).toMatchObject({ name: { text: "PUMP-01 R12" }, phase: { value: 4 } });
});

it.each([
  { type: "uint16", byteOrder: "little" },
  { type: "int32", byteOrder: "little", wordOrder: "little" },
  { type: "float32", byteOrder: "little" },
  { type: "uint64", wordOrder: "little" },
  { type: "float64", byteOrder: "little", wordOrder: "little" },
])("reads $type with words $wordOrder and bytes $byteOrder, and something else with the default order", async (form) => {
  const place = { id: "level", table: "holding-register", address: 300, unit: "V" };
  const { level, other } = await readFrom(
    [
      { ...place, ...form },
      { ...place, id: "other", type: form.type },
    ],
    [{ ...place, ...form }],
  );
  expect(level).toMatchObject({ good: 1 });
  expect(Math.abs(Number(level?.value) - 230)).toBeLessThan(15);
  expect(other?.value).not.toBe(level?.value);
});

it("reads coils and discrete inputs, and a text in another byte order", async () => {
  const swapped = { id: "tag", table: "holding-register", address: 310, type: "string", registers: 3, byteOrder: "little" };
  const bits = ["coil", "discrete-input"].map((table) => ({ id: table, table, address: 40, type: "bool" }));
  const values = await readFrom([swapped, ...bits], [swapped, ...bits]);
  expect(values.tag).toEqual({ text: "TAG", good: 1 });
  for (const { id } of bits) expect([0, 1]).toContain(values[id]?.value);
});
