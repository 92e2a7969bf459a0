import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientIdentity } from "../define.ts";
import { opcuaDriver } from "./driver.ts";
import { endedInSilence, mayGoOtherwise } from "./standing.ts";
import { makeIdentity } from "./testing/certificate.ts";
import { countingGate, endpointAt, servicesOf } from "./testing/collector.ts";
import { type Peer, startProxy } from "./testing/peers.ts";
import { MessageSecurityMode, SecurityPolicy, startServer, type TestServer } from "./testing/server.ts";

let collector: ClientIdentity;
let server: TestServer;
let peer: Peer;
let silent = false;

beforeAll(async () => {
  collector = await makeIdentity({ applicationUri: "urn:plantwatch:collector" });
  const identity = await makeIdentity({ applicationUri: "urn:example:mixer" });
  server = await startServer({ identity, modes: [MessageSecurityMode.None], policies: [SecurityPolicy.None] });
  peer = await startProxy(Number(new URL(server.url).port), (message) => (silent ? Buffer.alloc(0) : message));
});
afterAll(async () => {
  await peer.stop();
  await server.stop();
});

test("a server that was silent when it was asked for a session is not said to grant none, and is asked again", async () => {
  const link = opcuaDriver.link(countingGate(), servicesOf(collector));
  const run = (job: string) => link.run(endpointAt(peer.url), job, AbortSignal.timeout(15_000));
  expect(await run("opcua.discovery")).toMatchObject({ outcome: "answered" });
  silent = true;
  expect(await run("opcua.access")).toMatchObject({ outcome: "unreachable", reason: { code: "no-answer" } });
  silent = false;
  expect(await run("opcua.access")).toMatchObject({ outcome: "answered" });
  await link.close();
}, 20_000);

test.each([
  [{ reached: "activated" }, true, false],
  [{ reached: "channel" }, true, true],
  [{ reached: "channel", dropped: true }, false, false],
  [{ reached: "channel", statusCode: "BadTooManySessions" }, true, false],
  [{ reached: "session", statusCode: "BadUserAccessDenied" }, false, false],
] as const)("%j may go otherwise: %s", (ending, otherwise, silence) => {
  const attempt = { securityMode: "None", securityPolicyUri: "", shown: "none", trusted: false, ...ending } as const;
  expect(mayGoOtherwise(attempt)).toBe(otherwise);
  expect(endedInSilence(attempt)).toBe(silence);
});
