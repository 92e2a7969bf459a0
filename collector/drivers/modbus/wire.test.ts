import { connect } from "node:net";
import { expect, it } from "vitest";
import { encodeFrame } from "./frame.ts";
import { guardWrites } from "./guard.ts";
import { type Behave, endpointAt, honest, openLink, rawServer, reply } from "./testing/raw-server.ts";

const everything = {
  behindGateway: true,
  healthRegister: { table: "input-register", address: 1 },
  baselineRegisters: [{ id: "mode", table: "holding-register", address: 4, count: 3 }],
  signals: [
    { id: "a", table: "coil", address: 1, type: "bool" },
    { id: "b", table: "discrete-input", address: 2, type: "bool" },
    { id: "c", table: "holding-register", address: 40, type: "float64" },
    { id: "d", table: "input-register", address: 90 },
  ],
  runIndicator: { byte: 1 },
  onRequest: ["modbus.units"],
};
const jobs = ["modbus.identify", "modbus.health", "modbus.baseline", "modbus.diagnostics", "modbus.signals", "modbus.units"];

/** Answers that could tempt a client into sending something else. */
const peers: readonly [name: string, behave: Behave][] = [
  ["an honest device", honest],
  ["a device that refuses everything", (request, socket) => socket.write(reply(request, [(request.pdu[0] ?? 0) | 0x80, 2]))],
  ["a device that echoes", (request, socket) => socket.write(reply(request, [...request.pdu]))],
  ["a device that promises pages", (request, socket) => socket.write(reply(request, [43, 14, 1, 3, 0xff, 9, 1, 0, 1, 65]))],
  ["a silent device", () => {}],
];

it.each(peers)("sends nothing but whole reads to %s", async (_, behave) => {
  const server = await rawServer(behave);
  const open = openLink();
  const endpoint = endpointAt(server.port, { ...everything, quirks: { answerTimeout: "30ms" } });
  for (const job of [...jobs, ...jobs]) await open.run(endpoint, job);
  const frames = server.received.flatMap(cut);
  expect(frames.length).toBeGreaterThan(5);
  for (const frame of frames) expect(frame).toSatisfy(isWholeRead);
  expect(frames).toHaveLength(open.gate.count);
});

/** Independent of the driver's own guard: cuts what arrived by the lengths in the headers. */
function cut(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 6 + bytes.readUInt16BE(at + 4);
    frames.push(bytes.subarray(at, end));
    at = end;
  }
  return frames;
}

function isWholeRead(frame: Buffer): boolean {
  const [code = 0, high = 0, low = 0] = frame.subarray(7);
  const length = frame.length - 7;
  if (code >= 1 && code <= 4) return length === 5;
  if (code === 8) return length === 5 && high === 0 && (low === 0 || (low >= 11 && low <= 18));
  if (code === 43) return length === 4 && high === 14;
  return [11, 12, 17].includes(code) && length === 1;
}

it("has a last guard at the socket that throws on any other function", async () => {
  const server = await rawServer(() => {});
  const socket = connect(server.port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  const send = guardWrites(socket);
  const write = encodeFrame(1, 1, Uint8Array.of(6, 0, 0, 0, 1));
  expect(() => send(write)).toThrow("refusing to send function 6");
  expect(() => socket.write(write)).toThrow("refusing to send function 6");
  socket.write(encodeFrame(1, 1, Uint8Array.of(3, 0, 0, 0, 1)));
  await new Promise((resolve) => socket.end(() => resolve(undefined)));
  await expect.poll(() => server.requests.map(({ pdu }) => pdu[0])).toEqual([3]);
});
