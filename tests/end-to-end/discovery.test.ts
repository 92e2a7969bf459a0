import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTokens } from "../../api/accounts/tokens.ts";
import { listOf } from "../../api/contract/common.ts";
import { type ProposalView, proposalDetailSchema, proposalViewSchema, taskViewSchema } from "../../api/contract/discovery.ts";
import { type Monitor, startMonitor } from "../../app/evaluate/monitor.ts";
import { systemClock } from "../../model/instant.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { type RunningScenario, startScenario } from "../../simulators/run-scenario.ts";

const log = pino({ level: "silent" });
let folder: string;
let plant: RunningScenario;
let monitor: Monitor;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-discovery-"));
  const scenario = await loadScenario("undeclared");
  plant = await startScenario({
    scenario,
    seed: 7,
    clock: systemClock,
    log,
    dataDir: join(folder, "devices"),
    trustedClientPems: [],
  });
  monitor = await startMonitor({ folder, inventories: plant.inventories, secrets: {}, clock: systemClock, log });
  const grants = [{ role: "administrator", enterpriseId: null }] as const;
  const made = { name: "test", grants: [...grants], createdBy: "test", expiresAt: null };
  token = (await createTokens(monitor.records.access, systemClock).create(made)).secret;
}, 60_000);
afterAll(async () => {
  await monitor?.stop();
  await plant?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${monitor.url}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, response.status]).toEqual([path, expect.toSatisfy((status: number) => status < 300)]);
  return response.json();
}

async function proposals(): Promise<readonly ProposalView[]> {
  return listOf(proposalViewSchema).parse(await ask("/proposals?enterprise=overgrown&state=open")).items;
}

/** Gives a task to the collector and waits for what it says. */
async function give(work: object, until: (task: ReturnType<typeof taskViewSchema.parse>) => boolean) {
  const task = taskViewSchema.parse(await ask("/enterprises/overgrown/discovery/tasks", { siteId: "works", work }));
  return vi.waitFor(
    async () => {
      const now = taskViewSchema.parse(await ask(`/discovery/tasks/${task.id}`));
      expect(until(now), JSON.stringify([now.state, now.reason, now.done])).toBe(true);
      return now;
    },
    { timeout: 30_000, interval: 250 },
  );
}

async function verdict() {
  const [found] = await monitor.records.verdicts.list({ enterpriseId: "overgrown", checkId: "net.undeclared-device" });
  return found?.status;
}

async function accept({ id }: ProposalView, change: object) {
  const detail = proposalDetailSchema.parse(await ask(`/proposals/${id}`));
  const { name, ...asset } = detail.suggestion.asset;
  const body = { version: detail.version, asset: { ...asset, name, owner: "Li", criticality: 3, zone: "control" }, ...change };
  return proposalDetailSchema.parse(await ask(`/proposals/${id}/acceptance`, body));
}

it("leads from a declared range over a look and a live preview to assets, after which nothing is undeclared", async () => {
  const found = await vi.waitFor(
    async () => {
      const open = await proposals();
      expect(open.map(({ kind }) => kind).sort()).toEqual(["modbus", "opcua"]);
      return open;
    },
    { timeout: 30_000, interval: 500 },
  );
  await vi.waitFor(async () => expect(await verdict()).toBe("fail"), { timeout: 10_000, interval: 250 });
  const plc = found.find(({ kind }) => kind === "modbus");
  const server = found.find(({ kind }) => kind === "opcua");
  if (plc === undefined || server === undefined) throw new Error("not found");

  const looked = await give({ kind: "probe", url: plc.url, budget: 200 }, ({ state }) => state === "done");
  expect(looked.done).toBeLessThanOrEqual(200);
  const detail = proposalDetailSchema.parse(await ask(`/proposals/${plc.id}`));
  const level = detail.suggestion.signals.find((signal) => "table" in signal && signal.type === "float32");
  if (level === undefined || !("table" in level)) throw new Error("the look brought no float");

  const { table, address } = level;
  const values = { protocol: "modbus", reads: [{ table, address, count: 2 }] };
  const watched = await give({ kind: "watch", url: plc.url, values, budget: 20 }, ({ readValues }) => readValues !== null);
  expect(watched.readValues?.values[0]).toHaveLength(2);
  const ended = await fetch(`${monitor.url}/api/v1/discovery/tasks/${watched.id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
  expect(ended.status).toBe(200);

  const { value: _, reason: __, ...signal } = level;
  expect(await accept(plc, { signals: [{ ...signal, id: "level", unit: "m" }] })).toMatchObject({ state: "accepted" });
  expect(await verdict()).not.toBe("pass");
  await accept(server, {});
  await vi.waitFor(async () => expect(await verdict()).toBe("pass"), { timeout: 15_000, interval: 250 });

  const asked = plant.devices.find(({ id }) => id === "forgotten-plc")?.requestLog() ?? [];
  const reads = new Set(["1", "2", "3", "4", "17", "43/14"]);
  expect(asked.filter(({ service }) => !reads.has(service))).toEqual([]);
  const since = systemClock.now() - 600_000;
  const place = { enterprise: "overgrown", signal: "level" };
  const read = () => monitor.metrics.last({ measurement: "signal", where: place, since });
  await vi.waitFor(async () => expect(await read()).toHaveLength(1), { timeout: 20_000, interval: 500 });
}, 120_000);
