import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { opcua } from "../../../model/protocols/opcua/protocol.ts";
import type { ClientIdentity, Link, ProbeReport } from "../define.ts";
import { opcuaDriver } from "./driver.ts";
import { makeIdentity } from "./testing/certificate.ts";
import { countingGate, endpointAt, servicesOf } from "./testing/collector.ts";
import { startServer, type TestServer } from "./testing/server.ts";

let collector: ClientIdentity;
let server: TestServer;
let link: Link;
const gate = countingGate();
const usual = opcua.probes.filter((probe) => !probe.onRequest);

beforeAll(async () => {
  collector = await makeIdentity({ applicationUri: "urn:plantwatch:collector" });
  server = await startServer({ identity: await makeIdentity({ applicationUri: "urn:example:mixer" }) });
  link = opcuaDriver.link(gate, servicesOf(collector));
});
afterAll(async () => {
  await link.close();
  await server.stop();
});

function run(jobId: string, settings: Record<string, unknown> = {}): Promise<ProbeReport> {
  return link.run(endpointAt(server.url, settings), jobId, AbortSignal.timeout(20_000));
}

describe("opcuaDriver against a server that grants anybody a session", () => {
  test.each(usual)("$id answers with facts of its schema, the same each time", async (probe) => {
    // Growth of the server's counters is known from the second run on.
    await run(probe.id);
    const first = await run(probe.id);
    expect(first).toMatchObject({ outcome: "answered" });
    expect(probe.schema.parse(first.facts)).toEqual(first.facts);
    expect((await run(probe.id)).facts).toEqual(first.facts);
  });

  test("reuses one session for session, access and signals", async () => {
    server.requests.length = 0;
    await run("opcua.session");
    await run("opcua.access");
    await run("opcua.signals", { signals: [{ id: "level", nodeId: "ns=1;s=Level" }] });
    expect(server.requests.filter((name) => name === "CreateSessionRequest").length).toBeLessThanOrEqual(1);
  });

  test("asks the gate for every request that the server sees, and for nothing that it could write or call by", async () => {
    await link.close();
    gate.count = 0;
    server.requests.length = 0;
    link = opcuaDriver.link(gate, servicesOf(collector));
    for (const { id } of usual) await run(id);
    await link.close();
    expect(gate.count).toBeGreaterThanOrEqual(server.requests.length);
    expect(server.requests).toContain("CloseSessionRequest");
    expect(server.requests.filter((name) => /Write|Call|AddNodes|History/.test(name))).toEqual([]);
    link = opcuaDriver.link(gate, servicesOf(collector));
  });

  test("returns the cached value of a signal as a sample", async () => {
    const { samples } = await run("opcua.signals", { signals: [{ id: "level", nodeId: "ns=1;s=Level" }] });
    expect(samples).toMatchObject([{ measurement: "signal", tags: { signal: "level" }, fields: { good: 1, value: 20.5 } }]);
  });
});

describe("opcuaDriver against a server with little to give", () => {
  test("leaves the last session to the operators", async () => {
    const identity = await makeIdentity({ applicationUri: "urn:example:small" });
    const small = await startServer({ identity, maxSessions: 1, standardNodes: true });
    const own = opcuaDriver.link(countingGate(), servicesOf(collector));
    const report = await own.run(endpointAt(small.url), "opcua.session", AbortSignal.timeout(20_000));
    expect(report.facts).toMatchObject({ maxSessions: 1, sessionsUsedPercent: 0 });
    expect(small.server.engine.currentSessionCount).toBe(0);
    await own.close();
    await small.stop();
  });
});
