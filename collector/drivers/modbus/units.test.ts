import { expect, it } from "vitest";
import { unitsFactsSchema } from "../../../model/protocols/modbus/facts.ts";
import { type Behave, endpointAt, openLink, rawServer, reply } from "./testing/raw-server.ts";

const allowed = { behindGateway: true, onRequest: ["modbus.units"], quirks: { answerTimeout: "40ms" } };
const runsForARound = Math.ceil(247 / 4);

/** A gateway: 1 echoes, 5 does not know the function, 6 is silent, 7 answers as another, 8 makes it hang up, the rest are not there. */
const gateway: Behave = (request, socket) => {
  const echo = [...request.pdu];
  if (request.unit === 1) socket.write(reply(request, echo));
  else if (request.unit === 5) socket.write(reply(request, [0x88, 1]));
  else if (request.unit === 7) socket.write(reply(request, echo, { unit: 1 }));
  else if (request.unit === 8) socket.destroy();
  else if (request.unit !== 6) socket.write(reply(request, [0x88, request.unit % 2 === 0 ? 0x0b : 0x0a]));
};

it("asks unit after unit, a few a run, and tells when a round is whole", async () => {
  const server = await rawServer(gateway);
  const open = openLink();
  const endpoint = endpointAt(server.port, allowed);
  const reports = [];
  for (let run = 0; run < runsForARound; run += 1) reports.push(await open.run(endpoint, "modbus.units"));
  expect(reports.every(({ outcome }) => outcome === "answered")).toBe(true);
  expect(reports.slice(0, -1).every(({ facts }) => facts === undefined)).toBe(true);
  const facts = unitsFactsSchema.parse(reports.at(-1)?.facts);
  expect(facts.answered).toEqual([1, 5]);
  expect(facts.silent).toEqual([6, 7, 8]);
  expect(facts.gatewaySpoke).toHaveLength(247 - 5);
});

it("asks each id from 1 to 247 once, with an echo, and then nobody for a day", async () => {
  const server = await rawServer((request, socket) => socket.write(reply(request, [0x88, 0x0b])));
  const open = openLink();
  const endpoint = endpointAt(server.port, allowed);
  for (let run = 0; run < runsForARound; run += 1) await open.run(endpoint, "modbus.units");
  const again = await open.run(endpoint, "modbus.units");
  expect(server.requests.map(({ unit }) => unit)).toEqual(Array.from({ length: 247 }, (_, index) => index + 1));
  expect(new Set(server.requests.map(({ pdu }) => pdu.toString("hex")))).toEqual(new Set(["0800000000"]));
  expect(again).toMatchObject({ facts: { answered: [] }, traffic: { requests: 0 } });
});

it("does not take a dead gateway for one without units", async () => {
  const server = await rawServer((_, socket) => socket.destroy());
  const open = openLink();
  const endpoint = endpointAt(server.port, allowed);
  const reports = [];
  for (let run = 0; run < runsForARound; run += 1) reports.push(await open.run(endpoint, "modbus.units"));
  expect(reports.at(-1)).toMatchObject({ outcome: "unreachable", reason: { code: "no-answer" } });
});

it("is refused where the inventory does not allow it", async () => {
  const server = await rawServer(gateway);
  const open = openLink();
  for (const more of [{ behindGateway: true }, { onRequest: ["modbus.units"] }]) {
    const report = await open.run(endpointAt(server.port, more), "modbus.units");
    expect(report).toMatchObject({ outcome: "refused", reason: { code: "not-supported" } });
  }
  expect(server.requests).toEqual([]);
});

it("reports a gateway that cannot be reached, and takes no unit for silent because of it", async () => {
  const server = await rawServer(gateway);
  const endpoint = endpointAt(server.port, allowed);
  await server.stop();
  const open = openLink();
  for (let run = 0; run < 2; run += 1) {
    expect(await open.run(endpoint, "modbus.units")).toMatchObject({ reason: { code: "connect-refused" } });
  }
});
