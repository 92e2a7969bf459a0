import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../model/instant.ts";
import { assetSchema } from "../../model/inventory/inventory.ts";
import type { Driver, ProbeReport } from "../drivers/define.ts";
import { Lane } from "./lane.ts";
import type { Outcome, Target } from "./outcome.ts";

const traffic = { requests: 1, bytesIn: 10, bytesOut: 10, latencyMs: 1 };
const answered: ProbeReport = { outcome: "answered", facts: { seen: true }, samples: [], traffic };
const unreachable = (code: string): ProbeReport => ({ outcome: "unreachable", reason: { code }, samples: [], traffic });

function target(unit: number): Target {
  const asset = assetSchema.parse({
    id: `unit-${unit}`,
    name: "unit",
    site: "s",
    role: "field-device",
    endpoints: [{ id: "mb", protocol: "modbus", url: `modbus://127.0.0.1:1/${unit}`, limits: { minGap: "0ms" } }],
  });
  const [endpoint] = asset.endpoints;
  if (endpoint === undefined) throw new Error("the asset has an endpoint");
  return { enterpriseId: "works", siteId: "s", asset, endpoint };
}

/** A driver whose answers the test decides, and that notes what was asked and closed. */
function scripted(answer: (url: string) => Promise<ProbeReport>, onRequest = false) {
  const seen = { runs: [] as string[], links: 0, closed: 0, atOnce: 0, mostAtOnce: 0 };
  const driver: Driver = {
    protocol: "modbus",
    connectionKey: () => "127.0.0.1:1",
    hostOf: () => "127.0.0.1",
    jobs: () => [{ id: "modbus.identify", intervalMs: 20, onRequest }],
    deadline: () => 100,
    endpointFromUrl: () => target(1).endpoint,
    link: () => {
      seen.links += 1;
      return {
        async run(endpoint) {
          seen.runs.push(endpoint.url);
          seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce);
          try {
            return await answer(endpoint.url);
          } finally {
            seen.atOnce -= 1;
          }
        },
        async close() {
          seen.closed += 1;
        },
      };
    },
  };
  return { driver, seen };
}

describe("Lane", () => {
  let lane: Lane | undefined;
  afterEach(async () => {
    await lane?.stop();
  });

  function start(driver: Driver, targets: readonly Target[]): Outcome[] {
    const outcomes: Outcome[] = [];
    const identity = { applicationUri: "urn:test", certificatePem: "", privateKeyPem: "" };
    lane = new Lane({
      key: "modbus 127.0.0.1:1",
      driver,
      services: { clock: systemClock, identity, strangerIdentity: async () => identity, secret: () => undefined },
      clock: systemClock,
      log: pino({ enabled: false }),
      deliver: (outcome) => outcomes.push(outcome),
      late: () => undefined,
    });
    lane.assign(targets);
    return outcomes;
  }

  it("runs one job at a time over one link for everything behind a connection", async () => {
    const { driver, seen } = scripted(async () => sleep(5).then(() => answered));
    start(driver, [target(1), target(2), target(3)]);
    await sleep(300);
    expect(new Set(seen.runs).size).toBe(3);
    expect(seen.runs.length).toBeGreaterThan(6);
    expect(seen).toMatchObject({ links: 1, mostAtOnce: 1 });
  });

  it("lets a dead unit back off without holding up the others", async () => {
    const { driver, seen } = scripted(async (url) => (url.endsWith("/1") ? unreachable("timeout") : answered));
    const outcomes = start(driver, [target(1), target(2)]);
    await sleep(400);
    const runsOf = (unit: number) => seen.runs.filter((url) => url.endsWith(`/${unit}`)).length;
    expect(runsOf(2)).toBeGreaterThan(runsOf(1) * 2);
    expect(outcomes.find(({ observation }) => observation?.outcome === "unreachable")?.observation?.reason).toEqual({
      code: "timeout",
    });
  });

  it("rests and says so after the connection failed again and again", async () => {
    const { driver, seen } = scripted(async () => unreachable("connect-timeout"));
    start(driver, [target(1), target(2), target(3), target(4), target(5)]);
    await sleep(300);
    expect(lane?.resting).toMatchObject({ connection: "modbus 127.0.0.1:1" });
    const runs = seen.runs.length;
    await sleep(300);
    expect(seen.runs.length).toBe(runs);
    expect(seen.closed).toBe(runs);
  });

  it("gives a driver up that does not come back, and turns what it throws into a reason", async () => {
    let calls = 0;
    const { driver } = scripted(() => (calls++ === 0 ? Promise.reject(new Error("bug")) : new Promise(() => undefined)));
    const outcomes = start(driver, [target(1)]);
    await expect
      .poll(() => outcomes.map(({ observation }) => observation?.reason?.code), { timeout: 5000 })
      .toEqual(["driver-error", "deadline"]);
  });

  it("never runs an on-request job outside a maintenance window", async () => {
    const { driver, seen } = scripted(async () => answered, true);
    start(driver, [target(1)]);
    await sleep(100);
    expect(seen.runs).toEqual([]);
  });

  it("takes over the limits of a new assignment at once", async () => {
    const gate: { pass?: (signal: AbortSignal) => Promise<void> } = {};
    const { driver } = scripted(async () => answered);
    const asking: Driver = {
      ...driver,
      link: (requests, services) => {
        gate.pass = (signal) => requests.request(signal);
        return driver.link(requests, services);
      },
    };
    start(asking, [target(1)]);
    await expect.poll(() => gate.pass).toBeDefined();
    const { asset, endpoint, ...place } = target(1);
    lane?.assign([{ ...place, asset, endpoint: { ...endpoint, limits: { ...endpoint.limits, minGap: 60_000 } } }]);
    await gate.pass?.(AbortSignal.timeout(1000));
    await expect(gate.pass?.(AbortSignal.timeout(50))).rejects.toThrow();
  });

  it("stops asking for a target that left the assignment", async () => {
    const { driver, seen } = scripted(async () => answered);
    start(driver, [target(1), target(2)]);
    await sleep(100);
    lane?.assign([target(2)]);
    const before = seen.runs.length;
    await sleep(150);
    expect(new Set(seen.runs.slice(before + 1))).toEqual(new Set(["modbus://127.0.0.1:1/2"]));
  });

  it("gives its connection up while somebody else has it, and goes on afterwards", async () => {
    const { driver, seen } = scripted(async () => {
      await sleep(10);
      return answered;
    });
    const outcomes = start(driver, [target(1)]);
    await vi.waitFor(() => expect(outcomes.length).toBeGreaterThan(0), { interval: 2 });
    await lane?.hold();
    const [runs, closed] = [seen.runs.length, seen.closed];
    expect([seen.atOnce, closed]).toEqual([0, seen.links]);
    lane?.assign([target(1), target(2)]);
    await sleep(80);
    expect(seen.runs).toHaveLength(runs);
    lane?.release();
    await vi.waitFor(() => expect(seen.runs.length).toBeGreaterThan(runs), { interval: 2 });
  });
});
