import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { ClientIdentity, ProbeReport } from "../define.ts";
import { makeIdentity } from "./testing/certificate.ts";
import { runOnce } from "./testing/collector.ts";
import { frame, type Peer, startPeer, startProxy } from "./testing/peers.ts";
import { startServer, type TestServer } from "./testing/server.ts";
import { expectNothingUncaught } from "./testing/uncaught.ts";
import { FencedTransport } from "./transport.ts";

let collector: ClientIdentity;
let server: TestServer;
let peer: Peer | undefined;
expectNothingUncaught();

beforeAll(async () => {
  collector = await makeIdentity({ applicationUri: "urn:plantwatch:collector" });
  server = await startServer({ identity: await makeIdentity({ applicationUri: "urn:example:mixer" }) });
});
afterEach(async () => {
  await peer?.stop();
  peer = undefined;
});
afterAll(async () => {
  await server.stop();
});

const run = (url: string, jobId: string, milliseconds = 5000) =>
  runOnce(collector, url, jobId, AbortSignal.timeout(milliseconds));

/** Runs a job at the good server, with each of its messages passed through `alter`. */
async function runAltered(
  alter: (message: Buffer, type: string) => void,
  jobId: string,
  milliseconds?: number,
): Promise<ProbeReport> {
  peer = await startProxy(Number(new URL(server.url).port), (message) => {
    alter(message, message.toString("latin1", 0, 3));
    return message;
  });
  return run(peer.url, jobId, milliseconds);
}

const acknowledgeBuffers = (bytes: number) => frame("ACKF", Buffer.from(new Uint32Array([0, bytes, bytes, 0, 0]).buffer));

test.each([0, 1, 31, 200, 8191])("buffers of %i bytes, in which no message fits, break the protocol", async (bytes) => {
  peer = await startPeer((socket) => socket.once("data", () => socket.write(acknowledgeBuffers(bytes))));
  expect(await run(peer.url, "opcua.discovery")).toMatchObject({ outcome: "malformed", reason: { code: "protocol-error" } });
});

test("buffers of four gigabytes are not taken at their word", async () => {
  let asked = 0;
  const before = process.memoryUsage().external;
  let most = 0;
  peer = await startPeer((socket) => {
    socket.on("data", () => {
      asked += 1;
      most = Math.max(most, process.memoryUsage().external);
      if (asked === 1) socket.write(acknowledgeBuffers(0xffff_ffff));
      else socket.end();
    });
  });
  expect(await run(peer.url, "opcua.discovery")).toMatchObject({ outcome: "unreachable" });
  expect(asked).toBe(2);
  expect(most - before).toBeLessThan(50e6);
});

test("a token that lives for longer than a timer can wait is not renewed at once", async () => {
  let opened = 0;
  const revisedLifetimeFromEnd = 8;
  const report = await runAltered((message, type) => {
    if (type !== "OPN") return;
    opened += 1;
    message.writeUInt32LE(0xffff_ffff, message.length - revisedLifetimeFromEnd);
  }, "opcua.discovery");
  expect(report).toMatchObject({ outcome: "answered" });
  expect(opened).toBe(1);
});

test("a status code is told by its symbol, whatever info bits are set in it", async () => {
  const [serviceResultOffset, badServerHaltedWithAllInfoBits] = [40, 0x800e_ffff];
  const report = await runAltered((message, type) => {
    if (type === "MSG") message.writeUInt32LE(badServerHaltedWithAllInfoBits, serviceResultOffset);
  }, "opcua.discovery");
  expect(report).toMatchObject({ outcome: "refused", reason: { code: "BadServerHalted" } });
});

test("status codes that nobody knows are not printed", async () => {
  const printed = vi.spyOn(globalThis.console, "warn").mockImplementation(() => undefined);
  const serviceResultOffset = 40;
  const report = await runAltered((message, type) => {
    if (type === "MSG") message.writeUInt32LE(0x9234_0000, serviceResultOffset);
  }, "opcua.discovery");
  expect(report).toMatchObject({ outcome: "refused" });
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

test("a channel that was given up while it waited for its turn throws where it is caught", async () => {
  peer = await startPeer((socket) => socket.once("data", () => socket.write(acknowledgeBuffers(65_536))));
  const broken = Promise.withResolvers<unknown>();
  const nothing = (): void => undefined;
  const hooks = {
    connected: nothing,
    ended: nothing,
    beforeOpen: async () => undefined,
    received: nothing,
    broken: broken.resolve,
  };
  const transport = new FencedTransport(hooks);
  transport.connect(peer.url, () => {
    throw new Error("given up");
  });
  expect(await broken.promise).toMatchObject({ message: "given up" });
  transport.dispose();
});
