import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SimulationRecord, simulationRecordSchema, simulationRunSchema } from "../../api/contract/simulation.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { runMessageSchema } from "./messages.ts";
import { type OpenSimulation, openSimulation } from "./open-simulation.ts";

let folder: string;
let simulation: OpenSimulation;
let centre: TestCentre;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-simulation-"));
  simulation = await openSimulation({ folder, log: pino({ level: "silent" }) });
  centre = await openTestCentre({ simulation });
});
afterAll(async () => {
  await simulation.close();
  await centre.close();
  await rm(folder, { recursive: true, force: true });
});

it("runs a scenario, tells hits against the truth, and leaves nothing behind", { timeout: 60_000 }, async () => {
  const token = await centre.tokenFor({ role: "operator", enterpriseId: null });
  const ask = (path: string, body?: object) =>
    centre.ask(`/api/v1/simulation${path}`, { token, ...(body === undefined ? {} : { method: "POST", body }) });
  const recordOf = async (id: string): Promise<SimulationRecord> =>
    simulationRecordSchema.parse(await (await ask(`/runs/${id}/file?format=json`)).json());

  const before = await centre.records.inventories.all();
  const { id } = simulationRunSchema.parse(await (await ask("/runs", { scenario: "modbus-alone" })).json());
  let record = await recordOf(id);
  while ((record.run.counts?.hits ?? 0) === 0 && record.run.endedAt === null) {
    await sleep(200);
    record = await recordOf(id);
  }
  expect(existsSync(join(folder, "work", id, "run"))).toBe(true);
  const stopped = simulationRunSchema.parse(await (await ask(`/runs/${id}/stop`, {})).json());
  expect(stopped.state).toBe("stopped");
  expect(stopped.counts?.hits).toBeGreaterThan(0);

  const kept = await recordOf(id);
  const faults = kept.lines.filter(({ expected }) => expected === "fail");
  expect(faults.length).toBe((kept.run.counts?.hits ?? 0) + (kept.run.counts?.misses ?? 0));
  expect(faults.filter(({ state }) => state === "seen").length).toBe(kept.run.counts?.hits);
  expect(faults.every(({ state }) => state === "seen" || state === "missed")).toBe(true);
  expect(existsSync(join(folder, "work", id))).toBe(false);
  expect(await centre.records.inventories.all()).toEqual(before);

  const reopened = await openSimulation({ folder, log: pino({ level: "silent" }) });
  expect((await reopened.runs()).map((run) => run.state)).toEqual(["stopped"]);
});

it("refuses a scenario and a speed that it does not have", async () => {
  const asked = { scenario: "healthy", seed: 1, speed: 1, by: "li" };
  await expect(simulation.start({ ...asked, scenario: "../x" })).rejects.toMatchObject({ code: "not-found" });
  await expect(simulation.start({ ...asked, speed: 2 })).rejects.toMatchObject({ code: "not-possible" });
  await expect(simulation.start({ ...asked, scenario: "brute-force", speed: 2 })).rejects.toMatchObject({
    code: "not-possible",
  });
});

it("ends by itself when the centre is gone", { timeout: 60_000 }, async () => {
  const own = join(folder, "orphan");
  const program = fileURLToPath(new URL("../bin.mjs", import.meta.url));
  const child = fork(program, ["simulation-run", "healthy", "--seed", "1", "--speed", "1", "--folder", own], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const exited = once(child, "exit");
  const [message] = await once(child, "message");
  expect(runMessageSchema.parse(message).kind).toBe("progress");
  child.disconnect();
  expect(await exited).toEqual([0, null]);
  expect(existsSync(own)).toBe(false);
});
