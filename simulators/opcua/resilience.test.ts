import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../model/instant.ts";
import type { SimulatedDevice } from "../define.ts";
import { createSessionOverNone } from "../testing/bare-client.ts";
import { opcuaDevice } from "../testing/declare.ts";
import { simulator } from "./device.ts";

let folder: string;
let device: SimulatedDevice;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "resilient-"));
  device = await simulator.start(opcuaDevice({ weaknesses: ["none-offered", "anonymous-read"] }), {
    clock: systemClock,
    log: pino({ level: "silent" }),
    trustedClientPems: [],
    dataDir: folder,
  });
});
afterAll(async () => {
  await device.stop();
  await rm(folder, { recursive: true });
});

describe("an auditing server with the smallest address space", () => {
  it("answers a client that asks for another URL, whose audit event has no type there", async () => {
    const url = device.endpoints[0]?.url ?? "";
    expect(await createSessionOverNone(url.replace("/UA", "/Elsewhere"))).toBe("Good");
    expect(await createSessionOverNone(url)).toBe("Good");
  });
});

describe("a server that vanishes", () => {
  it("cannot be reached until it comes back, though it ran on", async () => {
    const url = device.endpoints[0]?.url ?? "";
    const requests = device.requestLog().length;
    await device.perform("silence");
    await expect(createSessionOverNone(url)).rejects.toThrow("disconnected");
    expect(device.requestLog()).toHaveLength(requests);
    await device.perform("resume");
    expect(await createSessionOverNone(url)).toBe("Good");
  });
});
