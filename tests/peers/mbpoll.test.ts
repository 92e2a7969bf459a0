import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assetOf, Bench } from "../../simulators/modbus/testing/bench.ts";
import { available, mbpoll } from "../support/tools.ts";
import { poll } from "./mbpoll.ts";

/* The expected values are those that the profiles of the devices declare. */

describe.runIf(available(mbpoll))("simulated Modbus devices, as an independent client reads them", () => {
  const bench = new Bench();
  let plc = 0;
  let gateway = 0;

  beforeAll(async () => {
    plc = (await bench.start({ profile: "plc", id: "plc" })).port;
    gateway = (await bench.start({ profile: "gateway-16", id: "gateway", assets: [1, 5, 9].map((unit) => assetOf(unit)) })).port;
  });

  afterAll(() => bench.close());

  it("hold the settings of a controller as floats and as words", async () => {
    const setpoints = await poll({ port: plc, type: "4:float", address: 0, count: 2, bigEndian: true });
    expect(setpoints).toMatchObject({ status: 0, values: { 0: "2.5", 2: "3.8" } });
    expect(await poll({ port: plc, type: "4", address: 100, count: 2 })).toMatchObject({ values: { 100: "2", 101: "0" } });
  });

  it.each([
    { unit: 1, what: "a power meter", address: 0, values: { 0: "1", 1: "200", 2: "1111" } },
    { unit: 5, what: "a drive", address: 100, values: { 100: "1500", 101: "100", 102: "0" } },
    { unit: 9, what: "a remote terminal unit", address: 0, values: { 0: "60", 1: "800", 2: "0" } },
  ])("answer as $what under unit $unit of a gateway", async ({ unit, address, values }) => {
    expect(await poll({ port: gateway, unit, type: "4", address, count: 3 })).toMatchObject({ status: 0, values });
  });

  it("move alike for two clients", async () => {
    const client = await bench.client(plc);
    const { buffer } = await client.readInputRegisters(0, 8);
    const floats = await poll({ port: plc, type: "3:float", address: 0, count: 4, bigEndian: true });
    expect(Object.keys(floats.values)).toEqual(["0", "2", "4", "6"]);
    for (const register of [0, 2, 4] as const) {
      const seen = Number(floats.values[register]);
      // mbpoll prints six digits.
      expect(Math.abs(seen - buffer.readFloatBE(register * 2))).toBeLessThanOrEqual(Math.abs(seen) * 1e-5);
      expect(seen).toBeGreaterThan(0);
    }
    const { data } = await client.readDiscreteInputs(0, 2);
    const bits = await poll({ port: plc, type: "1", address: 0, count: 2 });
    expect(bits.values).toEqual({ 0: data[0] ? "1" : "0", 1: data[1] ? "1" : "0" });
  });

  it("keep what is written where they take writes, and nothing where they do not", async () => {
    expect((await poll({ port: plc, type: "4", address: 100, values: [3] })).status).toBe(0);
    expect((await poll({ port: plc, type: "4", address: 100 })).values).toEqual({ 100: "3" });
    const refused = await poll({ port: gateway, unit: 1, type: "4", address: 1, values: [1] });
    expect(refused.status).not.toBe(0);
    expect(refused.failure).toMatch(/^Write .* failed: Illegal/);
    expect((await poll({ port: gateway, unit: 1, type: "4", address: 1 })).values).toEqual({ 1: "200" });
  });

  it.each([
    { what: "an address that is not there", unit: 1, type: "4", address: 3, failure: "Illegal data address" },
    { what: "a function that the device lacks", unit: 1, type: "0", address: 0, failure: "Illegal function" },
    { what: "a unit that is not there", unit: 30, type: "4", address: 0, failure: "Target device failed to respond" },
  ])("refuse $what in the protocol's own words", async ({ unit, type, address, failure }) => {
    const refused = await poll({ port: gateway, unit, type, address });
    expect(refused).toMatchObject({ status: 1, values: {} });
    expect(refused.failure).toContain(failure);
  });
});
