import { createServer, type Server, type Socket } from "node:net";
import { pino } from "pino";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Sweeper } from "../../collector/discovery/sweeper.ts";
import { TaskRunner } from "../../collector/discovery/task-runner.ts";
import { Turns } from "../../collector/discovery/turns.ts";
import { drivers } from "../../collector/drivers/index.ts";
import { createCeiling } from "../../collector/schedule/ceiling.ts";
import type { Outcome } from "../../collector/schedule/outcome.ts";
import { sweepFactsSchema } from "../../model/discovery/sweep.ts";
import type { TaskOrder, TaskReport, TaskWork } from "../../model/discovery/task.ts";
import { minute } from "../../model/instant.ts";
import { type Assignment, assignmentSchema } from "../../model/wire/batches.ts";
import { watchContacts } from "./contacted-addresses.ts";

/** A peer that closes every connection after a moment, and counts how many it had at once. */
interface Peer {
  readonly port: number;
  readonly server: Server;
}

let peers: Peer[];
let open: Set<Socket>;
let mostOpen: number;
let watch: ReturnType<typeof watchContacts>;
let now: number;
let delivered: Outcome[];
let running: { stop(): Promise<void> }[];

// The library looks its own host's name up when it is loaded.
beforeAll(() => drivers.opcua());
beforeEach(async () => {
  open = new Set();
  mostOpen = 0;
  now = Date.parse("2026-11-24T08:00:00Z");
  delivered = [];
  running = [];
  peers = await Promise.all([1, 2, 3].map(startPeer));
  watch = watchContacts();
});
afterEach(async () => {
  watch.stop();
  await Promise.all(running.map((each) => each.stop()));
  for (const socket of open) socket.destroy();
  await Promise.all(peers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
});

async function startPeer(): Promise<Peer> {
  const server = createServer((socket) => {
    open.add(socket);
    mostOpen = Math.max(mostOpen, open.size);
    socket.on("error", () => undefined);
    socket.resume();
    socket.on("close", () => open.delete(socket));
    setTimeout(() => {
      // A connection that the peer itself has ended is none any more, whenever the operating system says so.
      open.delete(socket);
      socket.end();
    }, 20);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" && address !== null ? address.port : 0 };
}

const port = (index: number): number => peers[index]?.port ?? 0;
const placeOf = (index: number) => `127.0.0.1:${port(index)}`;
const contacted = () => [...new Set(watch.contacts())].sort();

function assignment(range: object, site: object = {}): Assignment {
  const ports = [0, 1].map((index) => ({ protocol: "modbus", port: port(index) }));
  return assignmentSchema.parse({
    collectorId: "c1",
    revision: "1",
    sites: [
      {
        enterpriseId: "works",
        siteId: "cell",
        pollingStopped: false,
        assets: [],
        discovery: [{ id: "range", range: "127.0.0.1", ports, gap: "10ms", timeout: "1s", every: "1h", ...range }],
        ...site,
      },
    ],
  });
}

const identity = { applicationUri: "urn:test", certificatePem: "", privateKeyPem: "" };
// It goes on, since gaps between requests are waited out by it.
const clock = { now: () => Math.round(now + performance.now()) };
const services = { clock, identity, strangerIdentity: async () => identity, secret: () => undefined };
const log = pino({ level: "silent" });

function startSweeper(mayContact = ["127.0.0.0/8"]): { sweeper: Sweeper; turns: Turns } {
  const turns = new Turns();
  const deliver = (outcome: Outcome) => delivered.push(outcome);
  const options = { mayContact: createCeiling(mayContact), services, clock, log, turns, startSpreadMs: 0, deliver };
  const sweeper = new Sweeper(options);
  running.push(sweeper);
  return { sweeper, turns };
}

const swept = () => delivered.map(({ observation }) => sweepFactsSchema.parse(observation?.facts));
const untilSwept = () => vi.waitFor(() => expect(delivered).toHaveLength(1), { timeout: 8000, interval: 20 });

/** Long enough for a sweep that must not happen to be seen. */
const quietly = () => new Promise((resolve) => setTimeout(resolve, 400));

describe("a scheduled sweep", () => {
  it("contacts the declared places alone, one after the other, and tells what takes connections", async () => {
    const { sweeper } = startSweeper();
    sweeper.assign(assignment({}));
    await untilSwept();
    expect(contacted()).toEqual([placeOf(0), placeOf(1)].sort());
    expect(mostOpen).toBe(1);
    expect(swept()[0]).toMatchObject({ asked: 2, refused: [], declared: [] });
    expect(
      swept()[0]
        ?.found.map(({ kind, url }) => [kind, url])
        .sort(),
    ).toEqual([0, 1].map((index) => ["other", `tcp://${placeOf(index)}`]).sort());
    expect(delivered[0]?.observation).toMatchObject({ enterpriseId: "works", assetId: "site:cell", endpointId: "range" });
  });

  it("leaves out what is polled anyway, and what the ceiling does not allow, and says so", async () => {
    const { sweeper } = startSweeper();
    const endpoints = [{ id: "mb", protocol: "modbus", url: `modbus://${placeOf(0)}/1` }];
    const assets = [{ id: "a", name: "a", site: "cell", role: "field-device", endpoints }];
    sweeper.assign(assignment({}, { assets }));
    await untilSwept();
    expect(contacted()).toEqual([placeOf(1)]);
    expect(swept()[0]?.declared).toEqual([placeOf(0)]);
  });

  it("contacts nothing at all beyond the ceiling", async () => {
    const { sweeper } = startSweeper(["10.0.0.0/8"]);
    sweeper.assign(assignment({ discoveryServer: `opc.tcp://${placeOf(2)}` }));
    await untilSwept();
    expect(contacted()).toEqual([]);
    expect(swept()[0]).toMatchObject({ asked: 0, discoveryServerProblem: "beyond-ceiling", found: [] });
    expect(swept()[0]?.refused).toEqual([placeOf(0), placeOf(1)].sort());
  });

  it.each([
    ["past its end", { until: "2026-11-24T07:59:59Z" }, {}],
    ["outside its window", { maintenanceWindows: [{ from: "00:00", to: "00:00" }] }, {}],
    ["while all polling of the site is stopped", {}, { pollingStopped: true }],
  ])("does not begin %s", async (_, range, site) => {
    const { sweeper } = startSweeper();
    sweeper.assign(assignment(range, site));
    await quietly();
    expect(contacted()).toEqual([]);
    expect(delivered).toEqual([]);
  });

  it("ends between two places once its range is assigned no more, and delivers nothing", async () => {
    const { sweeper } = startSweeper();
    sweeper.assign(assignment({ gap: "150ms" }));
    await vi.waitFor(() => expect(contacted()).toHaveLength(1), { timeout: 5000, interval: 5 });
    sweeper.assign(assignment({}, { discovery: [] }));
    await quietly();
    expect(contacted()).toHaveLength(1);
    expect(delivered).toEqual([]);
  });

  it("comes again after its interval and not before", async () => {
    const { sweeper } = startSweeper();
    sweeper.assign(assignment({}));
    await untilSwept();
    sweeper.assign(assignment({}));
    await quietly();
    expect(delivered).toHaveLength(1);
    now += 61 * minute;
    sweeper.assign(assignment({}));
    await vi.waitFor(() => expect(delivered).toHaveLength(2), { timeout: 5000 });
  });
});

/** Gives a runner one task, and everything that it reports of it. */
async function runTask(work: TaskWork, ceiling?: string[], order: Partial<TaskOrder> = {}): Promise<TaskReport[]> {
  const reports: TaskReport[] = [];
  const { sweeper, turns } = startSweeper(ceiling);
  const ended = Promise.withResolvers<void>();
  let given = false;
  const uplink = {
    nextTask: async (signal: AbortSignal) => {
      if (!given) {
        given = true;
        return { id: "6b0d1c1e-0000-4000-8000-000000000001", enterpriseId: "works", siteId: "cell", work, ...order };
      }
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      return undefined;
    },
    reportTask: async (_id: string, report: TaskReport) => {
      reports.push(report);
      if (report.state !== "running") ended.resolve();
      return { goOn: true };
    },
  };
  const schedule = { besides: <T>(_endpoint: unknown, does: () => Promise<T>) => does() };
  const mayContact = createCeiling(ceiling ?? ["127.0.0.0/8"]);
  const runner = new TaskRunner({ mayContact, services, turns, schedule, sweeper, uplink, log });
  const assigned = assignment({ until: "2026-11-24T07:00:00Z" });
  sweeper.assign(assigned);
  runner.assign(assigned);
  const abort = new AbortController();
  const loop = runner.run(abort.signal);
  await ended.promise;
  abort.abort();
  await loop;
  return reports;
}

const look = (url: string): TaskWork => ({ kind: "probe", url, budget: 30 });

describe("a task", () => {
  it("contacts the typed address and no other", async () => {
    const reports = await runTask(look(`modbus://${placeOf(2)}`));
    expect(contacted()).toEqual([placeOf(2)]);
    expect(mostOpen).toBe(1);
    expect(reports.at(-1)?.state).not.toBe("refused");
  });

  it.each([
    ["an address beyond the ceiling", () => look(`modbus://${placeOf(2)}`), ["10.0.0.0/8"], {}, "beyond-ceiling"],
    ["a name that the ceiling does not list", () => look("opc.tcp://localhost:4840"), undefined, {}, "beyond-ceiling"],
    ["a site that is not the collector's", () => look(`modbus://${placeOf(2)}`), undefined, { siteId: "other" }, "not-assigned"],
    ["a range that nobody declared", (): TaskWork => ({ kind: "sweep", rangeId: "other" }), undefined, {}, "unknown-range"],
    ["a range past its end", (): TaskWork => ({ kind: "sweep", rangeId: "range" }), undefined, {}, "outside-window"],
  ])("for %s is refused with the reason, and nothing is contacted", async (_, work, ceiling, order, code) => {
    const reports = await runTask(work(), ceiling, order);
    expect(contacted()).toEqual([]);
    expect(reports.at(-1)).toMatchObject({ state: "refused", reason: { code } });
  });
});
