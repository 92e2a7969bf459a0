import { describe, expect, it } from "vitest";
import { createModbusDriver } from "./driver.ts";
import { endpointAt, honest, openLink, rawServer, reply } from "./testing/raw-server.ts";

describe("what a device knows", () => {
  it("is asked once, and remembered over links", async () => {
    const server = await rawServer(honest);
    const own = createModbusDriver();
    const endpoint = endpointAt(server.port);
    const reports = [];
    for (let round = 0; round < 3; round += 1) {
      const open = openLink(own);
      reports.push(await open.run(endpoint, "modbus.identify"));
    }
    expect(server.requests.map(({ pdu }) => pdu[0])).toEqual([43, 17]);
    const facts = {
      exceptions: [
        { function: "43/14", code: 1 },
        { function: "17", code: 1 },
      ],
    };
    expect(reports.map((report) => report.facts)).toEqual([facts, facts, facts]);
  });

  it("is not asked at all where the profile forbids it", async () => {
    const server = await rawServer(honest);
    const open = openLink();
    const quirks = { forbiddenFunctions: ["43/14", "17", "8", "11", "12"], answerTimeout: "200ms" };
    const endpoint = endpointAt(server.port, { quirks, behindGateway: true });
    for (const job of ["modbus.identify", "modbus.health", "modbus.diagnostics"]) {
      expect(await open.run(endpoint, job)).toMatchObject({ outcome: "refused", reason: { code: "not-supported" } });
    }
    expect(server.requests).toEqual([]);
  });

  it("still sees life in a device that knows no identification and has no declared register", async () => {
    const server = await rawServer(honest);
    const open = openLink();
    const endpoint = endpointAt(server.port);
    await open.run(endpoint, "modbus.identify");
    const report = await open.run(endpoint, "modbus.health");
    expect(report.facts).toMatchObject({ served: false, exception: 1 });
  });
});

it("takes silence for ignorance only in a function that was never answered", async () => {
  let silent = false;
  const server = await rawServer((request, socket) => {
    const [code] = request.pdu;
    if (code === 17) socket.write(reply(request, [17, 3, 0x41, 0xff, 0x42]));
    else if (!silent) socket.write(reply(request, [43, 14, 1, 1, 0, 0, 1, 0, 1, 0x41]));
  });
  silent = true;
  const open = openLink();
  const endpoint = endpointAt(server.port);
  const ignorant = await open.run(endpoint, "modbus.identify");
  expect(ignorant.facts).toEqual({ serverId: { text: "AB", hex: "4142" }, exceptions: [] });
  silent = false;
  expect((await open.run(endpoint, "modbus.identify")).facts).toEqual({ objects: { VendorName: "A" }, exceptions: [] });
  silent = true;
  expect(await open.run(endpoint, "modbus.identify")).toMatchObject({ outcome: "unreachable", reason: { code: "no-answer" } });
});

it("follows pages of an identification forward, and no device for ever", async () => {
  const server = await rawServer((request, socket) => {
    const object = request.pdu[3] ?? 0;
    // Promises more for ever, and the same object again after the third page.
    socket.write(reply(request, [43, 14, 1, 1, 0xff, Math.min(object + 1, 2), 1, object, 1, 0x41 + object]));
  });
  const open = openLink();
  const report = await open.run(endpointAt(server.port), "modbus.identify");
  expect(report.facts).toEqual({
    objects: { VendorName: "A", ProductCode: "B", MajorMinorRevision: "C" },
    exceptions: [],
  });
  expect(open.gate.count).toBe(3);
});
