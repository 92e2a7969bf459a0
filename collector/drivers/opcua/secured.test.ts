import { X509Certificate } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ClientIdentity, Link, ProbeReport } from "../define.ts";
import { sha256 } from "./decode/digest.ts";
import { opcuaDriver } from "./driver.ts";
import { makeIdentity } from "./testing/certificate.ts";
import { countingGate, endpointAt, servicesOf } from "./testing/collector.ts";
import { freePort, MessageSecurityMode, SecurityPolicy, startServer, type TestServer, user } from "./testing/server.ts";

let collector: ClientIdentity;
let stranger: ClientIdentity;
let own: ClientIdentity;
let server: TestServer;
let link: Link;

const trustedAt = "2026-01-01T00:00:00Z";
const credentials = { user: user.name, passwordEnv: "MIXER_PASSWORD" };

beforeAll(async () => {
  [collector, stranger, own] = await Promise.all([
    makeIdentity({ applicationUri: "urn:plantwatch:collector" }),
    makeIdentity({ applicationUri: "urn:plantwatch:stranger" }),
    makeIdentity({ applicationUri: "urn:example:mixer" }),
  ]);
  server = await startServer({
    identity: own,
    modes: [MessageSecurityMode.SignAndEncrypt],
    policies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes256_Sha256_RsaPss],
    anonymous: false,
    trusted: [collector],
  });
});
afterEach(async () => {
  await link.close();
});
afterAll(async () => {
  await server.stop();
});

function pinned(identity: ClientIdentity): string {
  return sha256(new X509Certificate(identity.certificatePem).raw);
}

function open(password = user.password): void {
  link = opcuaDriver.link(countingGate(), servicesOf(collector, { stranger, secrets: { MIXER_PASSWORD: password } }));
}

function run(jobId: string, settings: Record<string, unknown>): Promise<ProbeReport> {
  return link.run(endpointAt(server.url, settings), jobId, AbortSignal.timeout(20_000));
}

describe("opcuaDriver against a server that trusts and knows its clients", () => {
  test("opens the strongest channel and creates a session under the trusted certificate", async () => {
    open();
    const { facts } = await run("opcua.channel", { trustedAt });
    expect(facts).toMatchObject({
      attempt: { securityPolicyUri: SecurityPolicy.Aes256_Sha256_RsaPss, trusted: true, shown: "collector", reached: "session" },
      nonces: { lengths: [32, 32, 32], repeated: false },
    });
    expect(facts).not.toHaveProperty("stranger");
  });

  test("shows the stranger certificate on request alone", async () => {
    open();
    const { facts } = await run("opcua.channel", { trustedAt, onRequest: ["opcua.stranger"] });
    expect(facts).toMatchObject({
      attempt: { reached: "session" },
      stranger: { shown: "stranger", trusted: false, reached: "nothing", statusCode: "BadSecurityChecksFailed" },
    });
  });

  test("tries None though it is not listed, and works by the configured identity", async () => {
    open();
    const { facts } = await run("opcua.session", { trustedAt, credentials, pinnedCertificateSha256: pinned(own) });
    expect(facts).toMatchObject({
      overNone: { listed: false, reached: "channel", statusCode: "BadSecurityModeRejected" },
      configured: { reached: "activated" },
      session: { identity: "user-name", securityMode: "SignAndEncrypt" },
      state: "Running",
      buildInfo: { productName: "Mixer" },
    });
  });

  test("sees by the configured identity what strangers do not", async () => {
    open();
    const { facts } = await run("opcua.access", { trustedAt, credentials, pinnedCertificateSha256: pinned(own) });
    expect(facts).toMatchObject({ session: { identity: "user-name" }, exhausted: true });
    expect(JSON.stringify(facts)).toContain("ns=1;s=Setpoint");
  });

  test("sends no password to a server other than the pinned one", async () => {
    open();
    server.requests.length = 0;
    const { facts } = await run("opcua.session", { trustedAt, credentials, pinnedCertificateSha256: pinned(stranger) });
    expect(facts).not.toHaveProperty("configured");
    expect(facts).not.toHaveProperty("session");
    expect(server.requests).not.toContain("ActivateSessionRequest");
  });

  test("tries a wrong password once and not again before the next discovery", async () => {
    open("wrong");
    const settings = { trustedAt, credentials, pinnedCertificateSha256: pinned(own) };
    const first = await run("opcua.session", settings);
    expect(first.facts).toMatchObject({ configured: { reached: "session", statusCode: "BadUserAccessDenied" } });
    server.requests.length = 0;
    expect((await run("opcua.session", settings)).facts).toEqual(first.facts);
    expect(server.requests).not.toContain("ActivateSessionRequest");
    await run("opcua.discovery", settings);
    await run("opcua.session", settings);
    expect(server.requests.filter((name) => name === "ActivateSessionRequest")).toHaveLength(1);
  });

  test("reports access as refused where nobody grants a session", async () => {
    open();
    expect(await run("opcua.access", { trustedAt })).toMatchObject({ outcome: "refused", reason: { code: "no-session" } });
  });

  test("tries the factory account where the plant allows it", async () => {
    open("wrong");
    const settings = {
      trustedAt,
      pinnedCertificateSha256: pinned(own),
      factoryAccount: credentials,
      onRequest: ["opcua.default-credentials"],
    };
    expect(opcuaDriver.jobs(endpointAt(server.url, settings)).find(({ id }) => id === "opcua.default-credentials")).toMatchObject(
      {
        onRequest: true,
      },
    );
    const { facts } = await run("opcua.default-credentials", settings);
    expect(facts).toMatchObject({ user: user.name, attempt: { reached: "session", statusCode: "BadUserAccessDenied" } });
  });
});

describe("opcuaDriver against a server that goes away", () => {
  test("reports the loss, and works again with the next run", async () => {
    const port = await freePort();
    const options = { identity: own, port };
    const first = await startServer(options);
    link = opcuaDriver.link(countingGate(), servicesOf(collector));
    const endpoint = endpointAt(first.url);
    const session = () => link.run(endpoint, "opcua.session", AbortSignal.timeout(20_000));
    const before = await session();
    await first.stop();
    expect(await session()).toMatchObject({ outcome: "unreachable" });
    const second = await startServer(options);
    const after = await session();
    expect(after.outcome).toBe("answered");
    expect(after.facts?.startTime).not.toEqual(before.facts?.startTime);
    await link.close();
    await second.stop();
  });
});
