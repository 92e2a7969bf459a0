import { type IServiceVector, ServerTCP } from "modbus-serial";
import { describe, expect, it, onTestFinished } from "vitest";
import { healthFactsSchema, identifyFactsSchema } from "../../../model/protocols/modbus/facts.ts";
import { createModbusDriver } from "./driver.ts";
import { endpointAt, honest, honestPdu, openLink, rawServer, reply } from "./testing/raw-server.ts";

const driver = createModbusDriver();

describe("addresses", () => {
  it("shares a connection among the units of a gateway, and no other", () => {
    expect(driver.connectionKey(endpointAt(502, {}, 3))).toBe(driver.connectionKey(endpointAt(502, {}, 4)));
    expect(driver.connectionKey(endpointAt(502))).not.toBe(driver.connectionKey(endpointAt(503)));
  });

  it.each([
    ["modbus://10.0.0.7:1502/3", "10.0.0.7", "10.0.0.7:1502"],
    ["modbus://plc.plant.example/0", "plc.plant.example", "plc.plant.example:502"],
    ["modbus://[fd00::7]:502/255", "fd00::7", "[fd00::7]:502"],
    ["modbus+tls://10.0.0.7/1", "10.0.0.7", "tls 10.0.0.7:802"],
  ])("%s", (url, host, key) => {
    const endpoint = driver.endpointFromUrl(url);
    expect(driver.hostOf(endpoint)).toBe(host);
    expect(driver.connectionKey(endpoint)).toBe(key);
  });

  it.each([
    "modbus://10.0.0.7:502/256",
    "modbus://10.0.0.7:502",
    "opc.tcp://10.0.0.7:4840",
    "modbus://:502/1",
    "modbus://h:99999/1",
    "",
  ])("refuses %s", (url) => {
    expect(() => driver.endpointFromUrl(url)).toThrow("not the address of a Modbus unit");
  });
});

describe("jobs", () => {
  const ids = (more: Record<string, unknown>) => driver.jobs(endpointAt(502, more)).map(({ id }) => id);

  it("has only jobs that the endpoint gives reason for", () => {
    expect(ids({})).toEqual(["modbus.identify", "modbus.health"]);
    expect(ids({ behindGateway: true })).toContain("modbus.diagnostics");
    expect(ids({ baselineRegisters: [{ id: "setpoint", table: "holding-register", address: 1 }] })).toContain("modbus.baseline");
    expect(ids({ signals: [{ id: "a", table: "coil", address: 1 }] })).toContain("modbus.signals");
  });

  it("follows the endpoint's intervals", () => {
    const [identify] = driver.jobs(endpointAt(502, { intervals: { "modbus.identify": "30s" } }));
    expect(identify?.intervalMs).toBe(30_000);
  });
});

/** The library's own server: units 1 and 2 are there, 3 is silent behind the gateway. */
async function gateway(): Promise<{ port: number }> {
  const value = (address: number, unit: number) => {
    if (unit === 3) throw Object.assign(new Error("no such unit"), { modbusErrorCode: 0x0b });
    return unit * 1000 + address;
  };
  const registers: IServiceVector = {
    getHoldingRegister: value,
    getInputRegister: value,
    getCoil: (address: number) => address % 2 === 1,
    getDiscreteInput: (address: number) => address % 2 === 0,
  };
  const identity = { readDeviceIdentification: () => ({ 0: "Acme", 1: "PLC-7", 2: "V1.2" }) };
  const server = new ServerTCP({ ...registers, ...identity }, { host: "127.0.0.1", port: 0, unitID: 255 });
  const address = await new Promise<{ port: number }>((resolve) => {
    server.on("initialized", () => resolve(Reflect.get(server, "_server").address()));
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: address.port };
}

describe("against modbus-serial's server", () => {
  it("reads every table, joined and scaled", async () => {
    const server = await gateway();
    const open = openLink();
    const signals = [
      { id: "held", table: "holding-register", address: 5 },
      { id: "wide", table: "holding-register", address: 6, type: "uint32" },
      { id: "input", table: "input-register", address: 9, scale: 0.5 },
      { id: "coil", table: "coil", address: 11, type: "bool" },
      { id: "discrete", table: "discrete-input", address: 11, type: "bool" },
    ];
    const report = await open.run(endpointAt(server.port, { signals }), "modbus.signals");
    expect(Object.fromEntries(report.samples.map(({ tags, fields }) => [tags.signal, fields.value]))).toEqual({
      held: 1005,
      wide: 1006 * 65_536 + 1007,
      input: 504.5,
      coil: 1,
      discrete: 0,
    });
    expect(report.traffic.requests).toBe(4);
    expect(open.gate.count).toBe(4);
  });

  it("keeps units behind one gateway apart, on one connection, when all are asked at once", async () => {
    const server = await gateway();
    const open = openLink();
    const signals = [{ id: "s", table: "holding-register", address: 5 }];
    const reports = await Promise.all(
      [1, 2, 3, 1, 2].map((unit) => open.run(endpointAt(server.port, { signals }, unit), "modbus.signals")),
    );
    expect(reports.map(({ samples, reason }) => samples[0]?.fields.value ?? reason?.code)).toEqual([
      1005,
      2005,
      "gateway-target-silent",
      1005,
      2005,
    ]);
  });

  it("sees life and how it was served", async () => {
    const server = await gateway();
    const open = openLink();
    const healthRegister = { table: "holding-register", address: 1 };
    const report = await open.run(endpointAt(server.port, { healthRegister }), "modbus.health");
    expect(healthFactsSchema.parse(report.facts)).toEqual({ served: true, client: "127.0.0.1", encrypted: false });
  });

  it("identifies by FC 43/14", async () => {
    const server = await gateway();
    const open = openLink();
    const report = await open.run(endpointAt(server.port), "modbus.identify");
    expect(identifyFactsSchema.parse(report.facts)).toMatchObject({
      objects: { VendorName: expect.any(String) },
      exceptions: [],
    });
  });
});

it("reads one by one, from then on, where a joined read is refused", async () => {
  const server = await rawServer((request, socket) => {
    const wide = request.pdu.readUInt16BE(3) > 1;
    socket.write(reply(request, wide ? [0x83, 2] : honestPdu(request)));
  });
  const open = openLink();
  const signals = [3, 9].map((address) => ({ id: `s${address}`, table: "holding-register", address }));
  const endpoint = endpointAt(server.port, { signals });
  const first = await open.run(endpoint, "modbus.signals");
  expect(first.samples.map(({ fields }) => fields.value)).toEqual([3, 9]);
  expect(first.traffic.requests).toBe(3);
  expect((await open.run(endpoint, "modbus.signals")).traffic.requests).toBe(2);
});

it("lets a dead unit cost its own deadline alone, and keeps the connection", async () => {
  const server = await rawServer((request, socket) => {
    if (request.unit !== 2) honest(request, socket);
  });
  const open = openLink();
  const signals = [{ id: "s", table: "holding-register", address: 5 }];
  const started = performance.now();
  const reports = await Promise.all(
    [1, 2, 3].map((unit) => open.run(endpointAt(server.port, { signals }, unit), "modbus.signals")),
  );
  expect(reports.map(({ outcome }) => outcome)).toEqual(["answered", "unreachable", "answered"]);
  expect(performance.now() - started).toBeLessThan(600);
  expect(server.connections).toBe(1);
});

it("reads the counters of a serial-line unit", async () => {
  const server = await rawServer((request, socket) => {
    const [code = 0, high = 0, sub = 0] = request.pdu;
    const known = code === 8 && sub !== 15;
    socket.write(reply(request, known ? [8, high, sub, 1, sub] : [code | 0x80, 1]));
  });
  const open = openLink();
  const report = await open.run(endpointAt(server.port, { behindGateway: true }), "modbus.diagnostics");
  expect(report.samples).toMatchObject([
    {
      measurement: "security",
      fields: { bus_messages: 267, bus_communication_errors: 268, exceptions: 269, server_messages: 270 },
    },
  ]);
  expect(report.facts).toEqual({
    counters: ["8/11", "8/12", "8/13", "8/14"],
    exceptions: [
      { function: "8/15", code: 1 },
      { function: "11", code: 1 },
    ],
    compared: false,
  });
});

it("asks no serial-line function of a device that is not behind a gateway", async () => {
  const server = await rawServer(honest);
  const open = openLink();
  const report = await open.run(endpointAt(server.port), "modbus.diagnostics");
  expect(report).toMatchObject({ outcome: "refused", reason: { code: "not-supported" } });
  expect(server.requests).toEqual([]);
});

it("reads configuration registers in pieces and never between them", async () => {
  const server = await rawServer(honest);
  const open = openLink();
  const baselineRegisters = [
    { id: "limits", table: "holding-register", address: 100, count: 5 },
    { id: "mode", table: "holding-register", address: 107 },
  ];
  const endpoint = endpointAt(server.port, { baselineRegisters, quirks: { maxRegistersPerRead: 3 } });
  const report = await open.run(endpoint, "modbus.baseline");
  expect(report.facts).toEqual({ registers: { limits: [100, 101, 102, 103, 104], mode: [107] }, exceptions: [] });
  const asked = server.requests.map(({ pdu }) => [pdu.readUInt16BE(1), pdu.readUInt16BE(3)]);
  expect(asked).toEqual([
    [100, 3],
    [103, 2],
    [107, 1],
  ]);
});
