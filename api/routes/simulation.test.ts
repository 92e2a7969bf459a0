import { afterEach, describe, expect, it } from "vitest";
import type { Role } from "../../model/access.ts";
import { Problem } from "../../model/problem.ts";
import { type SimulationLine, type SimulationRecord, simulationRunSchema } from "../contract/simulation.ts";
import type { Simulation } from "../simulation/port.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre | undefined;
afterEach(() => test?.close());

const line = (changes: Partial<SimulationLine>): SimulationLine => ({
  enterprise: "plant-1",
  asset: "plc",
  check: "modbus.cleartext",
  expected: "pass",
  weakness: null,
  from: null,
  by: null,
  said: "pass",
  seenAt: 1000,
  after: 1000,
  state: "seen",
  ...changes,
});
const lines = [
  line({ asset: "good" }),
  line({ asset: "weak", expected: "fail", said: "fail", weakness: "cleartext" }),
  line({ asset: "alarmed", said: "fail", state: "false-alarm" }),
];

/** One scenario, one run at a time, no device. */
function fakeSimulation(): Simulation {
  const records = new Map<string, SimulationRecord>();
  const underWay = () => [...records.values()].find(({ run }) => run.state === "events");
  return {
    scenarios: async () => [
      {
        id: "one",
        title: { "zh-CN": "一", en: "one" },
        proves: { "zh-CN": "一", en: "one" },
        plants: 1,
        devices: 1,
        events: 0,
        speeds: [1],
      },
    ],
    runs: async () => [...records.values()].map(({ run }) => run),
    run: async (id) => records.get(id),
    async start(what) {
      if (underWay() !== undefined) throw new Problem("simulation-running", "Another simulation is under way.");
      const startedAt = new Date(0).toISOString();
      const run = {
        id: "run-1",
        ...what,
        state: "events" as const,
        startedAt,
        endedAt: null,
        failure: null,
        elapsed: 0,
        counts: null,
      };
      records.set(run.id, { run, events: [], checks: [], lines });
      return run;
    },
    async stop(id) {
      const record = records.get(id);
      if (record?.run.state !== "events") throw new Problem("not-possible", "The run is over.");
      const run = { ...record.run, state: "stopped" as const, endedAt: new Date(1).toISOString() };
      records.set(id, { ...record, run });
      return run;
    },
  };
}

const token = (role: Role) => test?.tokenFor({ role, enterpriseId: null }) ?? Promise.reject(new Error("no centre"));

async function ask(path: string, role: Role, body?: unknown): Promise<Response> {
  if (test === undefined) throw new Error("no centre");
  return test.ask(`/api/v1/simulation${path}`, {
    token: await token(role),
    ...(body === undefined ? {} : { method: "POST", body }),
  });
}

describe("simulation", () => {
  it("is off unless the installation allows it, and says so", async () => {
    test = await openTestCentre();
    expect(await (await ask("", "viewer")).json()).toEqual({ allowed: false, scenarios: [], runs: [] });
    const refused = await ask("/runs", "administrator", { scenario: "one" });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: "simulation-off", message: expect.stringContaining("simulation: true") });
  });

  it("is started and stopped by operators and administrators alone, one at a time, and looked at by all", async () => {
    test = await openTestCentre({ simulation: fakeSimulation() });
    for (const role of ["viewer", "assessor", "reviewer", "reporter"] as const) {
      expect((await ask("/runs", role, { scenario: "one" })).status, role).toBe(403);
    }
    const started = await ask("/runs", "operator", { scenario: "one", seed: 3 });
    expect(started.status).toBe(201);
    const { id, seed, by } = simulationRunSchema.parse(await started.json());
    expect({ seed, by }).toEqual({ seed: 3, by: expect.stringContaining("token") });
    expect((await ask("/runs", "administrator", { scenario: "one" })).status).toBe(409);
    expect((await ask(`/runs/${id}/stop`, "viewer", {})).status).toBe(403);
    expect(await (await ask("", "viewer")).json()).toMatchObject({ allowed: true, runs: [{ id, state: "events" }] });
    expect(await (await ask(`/runs/${id}/stop`, "administrator", {})).json()).toMatchObject({ state: "stopped" });
    expect((await ask(`/runs/${id}/stop`, "administrator", {})).status).toBe(422);
    const trail = await (await test.ask("/api/v1/audit", { token: await token("administrator") })).text();
    for (const action of ["simulation.start", "simulation.stop"]) expect(trail).toContain(action);
  });

  it("shows faults and differences, and hands out every line", async () => {
    test = await openTestCentre({ simulation: fakeSimulation() });
    await ask("/runs", "operator", { scenario: "one" });
    const { lines: shown } = (await (await ask("/runs/run-1", "viewer")).json()) as SimulationRecord;
    expect(shown.map(({ asset }) => asset)).toEqual(["weak", "alarmed"]);
    const csv = await (await ask("/runs/run-1/file?format=csv&lang=zh-CN", "viewer")).text();
    expect(csv.trim().split("\r\n")).toHaveLength(1 + lines.length);
    expect(csv).toContain("plant-1,alarmed,modbus.cleartext,符合,不符合,误报");
    const json = (await (await ask("/runs/run-1/file?format=json", "viewer")).json()) as SimulationRecord;
    expect(json.lines).toEqual(lines);
    expect((await ask("/runs/other", "viewer")).status).toBe(404);
  });
});
