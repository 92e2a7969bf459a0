import { expect, it, onTestFinished, vi } from "vitest";
import { hour } from "../../../model/instant.ts";
import { endpointAt, honestPdu, openLink, rawServer, reply } from "./testing/raw-server.ts";

const signals = { signals: [{ id: "level", table: "holding-register", address: 7 }] };
const read = "modbus.signals";

it("says so when a unit breaks the protocol for the third time within a day", async () => {
  const server = await rawServer((request, socket) => socket.write(reply(request, honestPdu(request), { unit: 9 })));
  const open = openLink();
  const endpoint = endpointAt(server.port, signals);
  const codes: (string | undefined)[] = [];
  for (let round = 0; round < 4; round += 1) codes.push((await open.run(endpoint, read)).reason?.code);
  expect(codes).toEqual(["wrong-unit", "wrong-unit", "repeated-violation", "repeated-violation"]);
});

it("counts a unit that breaks the protocol as there: the breach is a fault of its own", async () => {
  let answers = 0;
  const { port } = await rawServer((request, socket) => {
    answers += 1;
    const pdu = honestPdu(request);
    socket.write(reply(request, pdu, answers % 2 === 0 ? { unit: 9 } : {}));
  });
  const endpoint = endpointAt(port, { healthRegister: { table: "holding-register", address: 0 } });
  const { run } = openLink();
  const outcomes: string[] = [];
  let last: unknown = {};
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  for (let index = 0; index < 41; index += 1) {
    // A share of a day is told only once an hour was watched.
    expect(last).not.toHaveProperty("availabilityPercent");
    if (index === 40) vi.setSystemTime(Date.now() + hour);
    const { outcome, facts } = await run(endpoint, "modbus.health");
    outcomes.push(outcome);
    last = facts ?? last;
  }
  expect(new Set(outcomes)).toEqual(new Set(["answered", "malformed"]));
  expect(last).toMatchObject({ availabilityPercent: 100, violations: ["wrong-unit", "wrong-unit", "wrong-unit"] });
});

it("does not blame a unit for answers that begin and come too late", async () => {
  let answers = 0;
  const { port } = await rawServer((request, socket) => {
    answers += 1;
    const whole = reply(request, honestPdu(request));
    socket.write(answers <= 3 ? whole.subarray(0, 8) : whole);
  });
  const endpoint = endpointAt(port, { healthRegister: { table: "holding-register", address: 0 } });
  const { run } = openLink();
  for (let index = 0; index < 3; index += 1) {
    expect(await run(endpoint, "modbus.health")).toMatchObject({ outcome: "malformed", reason: { code: "unfinished" } });
  }
  expect((await run(endpoint, "modbus.health")).facts).not.toHaveProperty("violations");
});
