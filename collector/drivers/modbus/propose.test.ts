import { describe, expect, test } from "vitest";
import { BudgetGate } from "../budget-gate.ts";
import { exceptions } from "./answers.ts";
import { exploreModbus } from "./propose.ts";
import { type Behave, countingGate, endpointAt, honestPdu, rawServer, reply, services } from "./testing/raw-server.ts";

/** A device that answers reads as `refuses` allows and gives the exception that it names. */
function device(refuses: (address: number, count: number, code: number) => number | undefined): Behave {
  return (request, socket) => {
    const [code = 0] = request.pdu;
    const isRead = code >= 1 && code <= 4;
    const exception = isRead ? refuses(request.pdu.readUInt16BE(1), request.pdu.readUInt16BE(3), code) : undefined;
    socket.write(reply(request, exception === undefined ? honestPdu(request) : [code | 0x80, exception]));
  };
}

async function explore(port: number, budget = 300, units = [1], signal = AbortSignal.timeout(10_000)) {
  const gate = new BudgetGate(countingGate(), budget);
  const findings = await exploreModbus(endpointAt(port), units, { gate, services, signal });
  return { findings, gate };
}

const readsTo =
  (end: number) =>
  (address: number, count: number): number | undefined =>
    address + count > end ? exceptions.illegalAddress : undefined;

describe("exploreModbus", () => {
  test.each([1, 2, 7, 17, 124, 125, 126, 249])("finds that a table ends at %i", async (end) => {
    const { port } = await rawServer(device(readsTo(end)));
    const { findings } = await explore(port);
    expect(findings.units[0]?.tables[0]).toMatchObject({ ended: "searched", ranges: [{ first: 0, last: end - 1 }] });
    expect(findings.units[0]?.tables[0]?.ranges[0]?.values).toEqual(Array.from({ length: end }, (_, index) => index));
  });

  test("finds a map that does not begin at a usual place, and one of two-register values", async () => {
    const within = (address: number, count: number) =>
      address >= 4990 && address + count <= 5012 && address % 2 === 0 && count % 2 === 0 ? undefined : exceptions.illegalAddress;
    const { port } = await rawServer(device(within));
    const { findings } = await explore(port);
    expect(findings.units[0]?.tables[0]?.ranges).toMatchObject([{ first: 4990, last: 5011 }]);
  });

  test("learns how much a device gives at once", async () => {
    const { port } = await rawServer(
      device((address, count) => (count > 30 ? exceptions.illegalValue : readsTo(100)(address, count))),
    );
    const { findings } = await explore(port);
    const [table] = findings.units[0]?.tables ?? [];
    expect(table?.ranges).toMatchObject([{ first: 0, last: 99 }]);
    expect(table?.mostPerRead).toBeGreaterThan(8);
    expect(table?.mostPerRead).toBeLessThanOrEqual(30);
  });

  test("leaves a busy device alone", async () => {
    const { port, requests } = await rawServer(device(() => 6));
    const { findings } = await explore(port);
    expect(findings.units[0]?.tables).toMatchObject([{ ended: "busy" }]);
    expect(requests.filter(({ pdu }) => (pdu[0] ?? 0) <= 4)).toHaveLength(1);
  });

  test("asks over one connection for reads and identity alone, and never more than the budget", async () => {
    const server = await rawServer(device(readsTo(60_000)));
    const { findings, gate } = await explore(server.port, 40);
    expect(findings.cutShort).toBe("budget");
    expect(gate.used).toBe(40);
    expect(server.requests).toHaveLength(40);
    expect(server.connections).toBe(1);
    expect(server.requests.filter(({ pdu }) => ![1, 2, 3, 4, 17, 43].includes(pdu[0] ?? 0))).toEqual([]);
  });

  test("ends in order when it is stopped, and keeps what it has", async () => {
    const stop = new AbortController();
    let asked = 0;
    const { port } = await rawServer(
      device((address, count) => {
        asked += 1;
        if (asked === 6) stop.abort(new Error("stopped"));
        return readsTo(500)(address, count);
      }),
    );
    const { findings } = await explore(port, 300, [1], stop.signal);
    expect(findings).toMatchObject({ cutShort: "stopped", units: [{ unit: 1 }] });
  });

  test("tells silent units from those that answered", async () => {
    const honestUnit = device(readsTo(4));
    const { port } = await rawServer((request, socket) => {
      if (request.unit === 3) honestUnit(request, socket);
      else if (request.unit === 2) socket.write(reply(request, [(request.pdu[0] ?? 0) | 0x80, exceptions.gatewayTargetSilent]));
    });
    const { findings } = await explore(port, 300, [2, 3, 4]);
    expect(findings.units.map(({ unit }) => unit)).toEqual([3]);
    expect(findings.silent).toEqual([
      { unit: 2, code: "gateway-target-silent" },
      { unit: 4, code: "no-answer" },
    ]);
    expect(findings.gatewaySpoke).toBe(true);
  });
});
