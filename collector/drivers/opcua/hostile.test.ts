import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ClientIdentity, ProbeReport } from "../define.ts";
import { opcuaDriver } from "./driver.ts";
import { bounds } from "./plan.ts";
import { makeIdentity } from "./testing/certificate.ts";
import { countingGate, endpointAt, runOnce, servicesOf } from "./testing/collector.ts";
import { acknowledge, frame, type Peer, startPeer, startProxy } from "./testing/peers.ts";
import { freePort, startServer, type TestServer } from "./testing/server.ts";
import { expectNothingUncaught } from "./testing/uncaught.ts";

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

const run = (url: string, jobId = "opcua.discovery", signal?: AbortSignal) => runOnce(collector, url, jobId, signal);

async function against(onConnection: (socket: Socket) => void): Promise<ProbeReport> {
  const hostile = await startPeer(onConnection);
  try {
    return await run(hostile.url);
  } finally {
    await hostile.stop();
  }
}

/** Bytes that mean nothing, the same in every run. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash("sha256").update(`noise ${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const drip = (bytes: Buffer) => (socket: Socket) => {
  let sent = 0;
  const timer = setInterval(() => socket.write(bytes.subarray(sent % bytes.length, (sent++ % bytes.length) + 1)), 50);
  socket.on("close", () => clearInterval(timer));
};
const afterHello = (answer: Buffer) => (socket: Socket) => socket.once("data", () => socket.write(answer));
const error = (code: number) =>
  frame("ERRF", Buffer.concat([Buffer.from(new Uint32Array([code, 4]).buffer), Buffer.from("busy")]));

describe.concurrent("a peer that does not behave", () => {
  test("nothing listens", async () => {
    const report = await run(`opc.tcp://127.0.0.1:${await freePort()}`);
    expect(report).toMatchObject({ outcome: "unreachable", reason: { code: "connect-failed" }, samples: [] });
    expect(report.facts).toBeUndefined();
  });

  test("a name that nobody knows", async () => {
    expect(await run("opc.tcp://nobody.invalid:4840")).toMatchObject({ outcome: "unreachable" });
  });

  test.each<[string, (socket: Socket) => void]>([
    ["is silent", () => undefined],
    ["acknowledges and is silent", afterHello(acknowledge)],
    ["drips an acknowledgement byte by byte for ever", drip(frame("ACKF", Buffer.alloc(1000)))],
  ])("%s", async (_name, behave) => {
    const started = performance.now();
    const report = await against(behave);
    expect(report).toMatchObject({ outcome: "unreachable", reason: { code: "no-answer" } });
    expect(performance.now() - started).toBeLessThan(bounds.answerMs + 1500);
  });

  test.each<[string, (socket: Socket) => void]>([
    ["closes at once", (socket) => socket.end()],
    ["closes after Hello", (socket) => socket.once("data", () => socket.end())],
    ["closes within its answer", (socket) => socket.once("data", () => socket.end(acknowledge.subarray(0, 11)))],
    ["resets the connection", (socket) => socket.once("data", () => socket.resetAndDestroy())],
  ])("%s", async (_name, behave) => {
    expect(await against(behave)).toMatchObject({ outcome: "unreachable", reason: { code: "connection-closed" } });
  });

  test.each<[string, Buffer]>([
    ["garbage", noise(512)],
    ["text of another protocol", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")],
    ["a length of two gigabytes", frame("ACKF", Buffer.alloc(20), 0x7fff_ffff)],
    ["a length of nothing", frame("ACKF", Buffer.alloc(20), 0)],
    ["an acknowledgement cut short", frame("ACKF", Buffer.alloc(4))],
    ["a message that nobody can read in place of OpenSecureChannel", frame("OPNF", noise(600))],
  ])("answers with %s", async (_name, bytes) => {
    const report = await against((socket) => {
      socket.once("data", () => {
        if (bytes.toString("latin1", 0, 3) !== "OPN") return socket.write(bytes);
        socket.once("data", () => socket.write(bytes));
        return socket.write(acknowledge);
      });
    });
    expect(report).toMatchObject({ outcome: "malformed", reason: { code: "protocol-error" } });
  });

  test("says that it is busy", async () => {
    const report = await against(afterHello(error(0x807d_0000)));
    expect(report).toMatchObject({ outcome: "refused", reason: { code: "BadTcpServerTooBusy" } });
  });

  test("floods", async () => {
    const report = await against((socket) => {
      const flood = frame("OPNC", noise(60_000));
      const pour = () => {
        while (!socket.destroyed && socket.write(flood));
      };
      socket.on("drain", pour);
      socket.once("data", () => {
        socket.write(acknowledge);
        pour();
      });
    });
    expect(["malformed", "unreachable"]).toContain(report.outcome);
    expect(report.traffic.bytesIn).toBeLessThan(bounds.bytes + 1024 * 1024);
  });
});

describe("a server whose answers are altered on the way", () => {
  const portOf = () => Number(new URL(server.url).port);
  const requestIdOffset = 20;

  test("an answer to a request that nobody made", async () => {
    peer = await startProxy(portOf(), (message) => {
      if (message.toString("latin1", 0, 3) === "MSG") message.writeUInt32LE(4711, requestIdOffset);
      return message;
    });
    expect((await run(peer.url)).outcome).not.toBe("answered");
  });

  test.each(["opcua.discovery", "opcua.channel", "opcua.session", "opcua.access"])(
    "%s: every answer cut or broken",
    async (jobId) => {
      for (let broken = 0; broken < 6; broken++) {
        const cut = await startProxy(portOf(), (message, count) => (count === broken ? "close" : message));
        const noisy = await startProxy(portOf(), (message, count) => {
          if (count === broken) noise(40).copy(message, Math.min(24, message.length - 1));
          return message;
        });
        const reports = await Promise.all([run(cut.url, jobId), run(noisy.url, jobId)]);
        for (const { outcome } of reports) expect(["answered", "refused", "unreachable", "malformed"]).toContain(outcome);
        await Promise.all([cut.stop(), noisy.stop()]);
      }
    },
    120_000,
  );
});

describe("what a server says about addresses", () => {
  test("another host in GetEndpoints is never contacted", async () => {
    const decoy = await startPeer(() => undefined);
    const luring = Number(new URL(server.url).port);
    const [from, to] = [`opc.tcp://127.0.0.1:${luring}`, `opc.tcp://127.0.0.1:${decoy.port}`];
    expect(to.length).toBe(from.length);
    peer = await startProxy(luring, (message) => Buffer.from(message.toString("latin1").replaceAll(from, to), "latin1"));
    const link = opcuaDriver.link(countingGate(), servicesOf(collector));
    const endpoint = endpointAt(peer.url);
    const listed: string[] = [];
    for (const { id } of opcuaDriver.jobs(endpoint)) {
      listed.push(JSON.stringify(await link.run(endpoint, id, AbortSignal.timeout(15_000))));
    }
    await link.close();
    expect(listed.join()).toContain(to);
    expect(decoy.connections()).toBe(0);
    await decoy.stop();
  });
});

describe("a run that is cancelled", () => {
  test("ends at once and leaves no connection", async () => {
    peer = await startPeer(afterHello(acknowledge));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const started = performance.now();
    const report = await run(peer.url, "opcua.discovery", controller.signal);
    expect(report).toMatchObject({ outcome: "unreachable", reason: { code: "cancelled" } });
    expect(performance.now() - started).toBeLessThan(1500);
    await expect.poll(peer.open).toBe(0);
  });

  test("sends nothing when it was cancelled before", async () => {
    peer = await startPeer(() => undefined);
    const report = await run(peer.url, "opcua.session", AbortSignal.abort());
    expect(report).toMatchObject({ outcome: "unreachable", reason: { code: "cancelled" } });
    expect(peer.connections()).toBe(0);
  });

  test("closes the session that it holds", async () => {
    const link = opcuaDriver.link(countingGate(), servicesOf(collector));
    const endpoint = endpointAt(server.url);
    await link.run(endpoint, "opcua.session", AbortSignal.timeout(15_000));
    const before = server.server.engine.currentSessionCount;
    await link.close();
    await link.close();
    expect(server.server.engine.currentSessionCount).toBe(before - 1);
    expect(await link.run(endpoint, "opcua.session", AbortSignal.timeout(1000))).toMatchObject({ outcome: "refused" });
  });
});
