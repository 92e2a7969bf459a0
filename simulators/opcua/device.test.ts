import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageSecurityMode } from "node-opcua";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../model/instant.ts";
import type { DeviceDeclaration, SimulatedDevice } from "../define.ts";
import { simulatedPassword } from "../passwords.ts";
import {
  type ClientIdentity,
  clientIdentity,
  createSessionOverNone,
  inSession,
  listEndpoints,
  readValues,
} from "../testing/bare-client.ts";
import { opcuaDevice } from "../testing/declare.ts";
import { simulator } from "./device.ts";

const level = "ns=1;s=Tank.Level";
let folder: string;
let trusted: ClientIdentity;
let stranger: ClientIdentity;
let device: SimulatedDevice | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulated-"));
  trusted = await clientIdentity("trusted", join(folder, "trusted"));
  stranger = await clientIdentity("stranger", join(folder, "stranger"));
});
afterEach(async () => {
  await device?.stop();
});
afterAll(() => rm(folder, { recursive: true }));

async function start(declaration: DeviceDeclaration, clock = systemClock): Promise<string> {
  const environment = {
    clock,
    log: pino({ level: "silent" }),
    trustedClientPems: [trusted.pem],
    dataDir: join(folder, "devices"),
  };
  device = await simulator.start(declaration, environment);
  return device.endpoints[0]?.url ?? "";
}

async function offers(url: string): Promise<string[]> {
  const endpoints = await listEndpoints(url, trusted);
  return endpoints.map(
    ({ securityMode, securityPolicyUri }) => `${MessageSecurityMode[securityMode]} ${securityPolicyUri?.split("#")[1]}`,
  );
}

async function encrypted(url: string) {
  return (await listEndpoints(url, trusted)).find(({ securityMode }) => securityMode === MessageSecurityMode.SignAndEncrypt);
}

describe("profiles of OPC UA servers", () => {
  it.each([
    ["legacy-server", ["None None", "SignAndEncrypt Basic128Rsa15", "SignAndEncrypt Basic256"]],
    [
      "secured-server",
      ["Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"].map((name) => `SignAndEncrypt ${name}`),
    ],
    [
      "plc",
      [
        "None None",
        ...["Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"].map((name) => `SignAndEncrypt ${name}`),
      ],
    ],
    [
      "aggregating-server",
      [
        "None None",
        ...["Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss", "Basic256"].map(
          (name) => `SignAndEncrypt ${name}`,
        ),
      ],
    ],
  ])("%s starts on loopback and offers what it declares", async (profile, expected) => {
    const url = await start(opcuaDevice({ profile }));
    expect(url).toMatch(/^opc\.tcp:\/\/127\.0\.0\.1:\d+\/UA$/);
    expect(await offers(url)).toEqual(expected);
  });

  it("lets a stranger read the values of a legacy server without security or identity", async () => {
    const url = await start(opcuaDevice({ profile: "legacy-server" }));
    expect(await createSessionOverNone(url)).toBe("Good");
    const values = await inSession(url, stranger, undefined, undefined, (session) => readValues(session, [level]));
    expect(values).toEqual([expect.any(Number)]);
  });

  it("lets nobody into a secured server but a trusted client with the right password", async () => {
    const credentials = { user: "plantwatch", passwordEnv: "TANK_PASSWORD" };
    const url = await start(opcuaDevice({ credentials }));
    const endpoint = await encrypted(url);
    const password = simulatedPassword(7, credentials.passwordEnv);
    const look = (client: ClientIdentity, user?: { name: string; password: string }) =>
      inSession(url, client, endpoint, user, (session) => readValues(session, [level]));
    expect(await look(trusted, { name: "plantwatch", password })).toEqual([expect.any(Number)]);
    expect(await look(trusted, { name: "plantwatch", password: "wrong" })).toEqual({ refused: "BadUserAccessDenied" });
    expect(await look(stranger, { name: "plantwatch", password })).toEqual({ refused: "BadSecurityChecksFailed" });
    expect(await createSessionOverNone(url)).toBe("BadSecurityModeRejected");
  });

  it("is signed by the authority that its plant declares, and says which one with its revocation list", async () => {
    await start(opcuaDevice({ authority: "plant" }));
    const blocks = device?.endpoints[0]?.authorityPem?.match(/(?<=BEGIN )[^-]+/g);
    expect(blocks).toEqual(["CERTIFICATE", "X509 CRL"]);
    await device?.stop();
    await start(opcuaDevice({}));
    expect(device?.endpoints[0]?.authorityPem).toBeUndefined();
  });

  it("refuses a profile and a weakness that it does not know", async () => {
    await expect(start(opcuaDevice({ profile: "toaster" }))).rejects.toMatchObject({ code: "unknown-profile" });
    await expect(start(opcuaDevice({ weaknesses: ["rust"] }))).rejects.toMatchObject({ code: "unknown-weakness" });
  });
});

describe("a simulated server over its life", () => {
  it("logs the services that arrive on an encrypted channel, and no other", async () => {
    const credentials = { user: "plantwatch", passwordEnv: "TANK_PASSWORD" };
    const url = await start(opcuaDevice({ credentials }));
    const endpoint = await encrypted(url);
    const before = device?.requestLog().length ?? 0;
    const user = { name: "plantwatch", password: simulatedPassword(7, credentials.passwordEnv) };
    await inSession(url, trusted, endpoint, user, (session) => readValues(session, [level]));
    const services = device
      ?.requestLog()
      .slice(before)
      .map(({ service }) => service);
    expect(services).toEqual(["GetEndpoints", "CreateSession", "ActivateSession", "Read", "CloseSession"]);
  });

  it("gives the same values for the same seed and time, others for another", async () => {
    const clock = { now: () => 1_800_000_000_000 };
    const read = async (seed: number) => {
      const url = await start(opcuaDevice({ profile: "legacy-server", seed }), clock);
      const values = await inSession(url, stranger, undefined, undefined, (session) => readValues(session, [level]));
      await device?.stop();
      return values;
    };
    const first = await read(7);
    expect(first).toEqual([expect.any(Number)]);
    expect(await read(7)).toEqual(first);
    expect(await read(8)).not.toEqual(first);
  });

  it("keeps its certificate over a restart and has a new one after a roll-over", async () => {
    await start(opcuaDevice({ id: "keeper" }));
    const before = device?.endpoints[0];
    await device?.perform("restart");
    expect(device?.endpoints[0]).toEqual(before);
    await device?.perform("roll-certificate");
    const rolled = device?.endpoints[0];
    expect(rolled?.url).toBe(before?.url);
    expect(rolled?.certificateSha256).not.toBe(before?.certificateSha256);
    await device?.stop();
    await start(opcuaDevice({ id: "keeper" }));
    expect(device?.endpoints[0]?.certificateSha256).toBe(rolled?.certificateSha256);
  });

  it("counts a burst of wrong passwords, lets a value jump, and refuses what it cannot do", async () => {
    const url = await start(opcuaDevice({ profile: "legacy-server" }), { now: () => 1_800_000_000_000 });
    const look = () => inSession(url, stranger, undefined, undefined, (session) => readValues(session, ["i=3705", level]));
    const [rejected, value] = (await look()) as [number, number];
    await device?.perform("brute-force");
    await device?.perform("value-jump");
    const [rejectedAfter, valueAfter] = (await look()) as [number, number];
    // Where the profile lets it stand at the start.
    expect(rejected).toBe(52);
    expect(rejectedAfter - rejected).toBe(60);
    expect(valueAfter / value).toBeCloseTo(1.8);
    await expect(device?.perform("fly")).rejects.toMatchObject({ code: "unknown-action" });
  });

  it("frees its port when it stops, and may be stopped twice", async () => {
    const url = new URL(await start(opcuaDevice({})));
    await device?.stop();
    await device?.stop();
    const refused = await new Promise((resolve) => {
      connect(Number(url.port), url.hostname)
        .once("error", (error) => resolve("code" in error && error.code))
        .once("connect", () => resolve("connected"));
    });
    expect(refused).toBe("ECONNREFUSED");
  });
});
