import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { second } from "../../model/instant.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import type { TestServer } from "../support/servers.ts";
import { startFaultyProxy } from "./faulty-proxy.ts";
import { countStored, pointsOf, problemCode, startShipping } from "./shipping.ts";

export interface FailingServer {
  readonly name: string;
  start(): Promise<TestServer>;
  /** A store on the server, reached by another address or with a shorter deadline where those are given. */
  open(server: TestServer, change?: { readonly url?: string; readonly deadlineMs?: number }): Promise<MetricStore>;
  /** Lets the server show what it has, after a kill what the store gives it again. */
  settle(server: TestServer, store: MetricStore): Promise<void>;
}

const rounds = 20;

/** Undoes what a test has opened, in reverse; for use in every test of the file. */
export function undoAfterEach(): (step: () => Promise<unknown>) => void {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  return (step) => undo.push(step);
}

/** What holds for every store on a server, however that server fails. */
export function itSurvives({ name, start, open, settle }: FailingServer): void {
  let now = 0;
  beforeEach(() => {
    now = Date.now();
  });
  const later = undoAfterEach();

  it(`killed ${rounds} times under load: shipped is found, exactly`, async () => {
    const server = await start();
    const store = await open(server);
    const shipments = ["a", "b", "c"].map((one) => startShipping(store, one, 400, Date.now));
    for (let round = 0; round < rounds; round++) {
      await sleep(randomInt(100, 400));
      await server.killHard();
      await sleep(randomInt(0, 100));
      await server.start();
    }
    await Promise.all(shipments.map((shipment) => shipment.stop()));
    const shipped = shipments.reduce((sum, shipment) => sum + shipment.shipped, 0);
    const codes = new Set(shipments.flatMap(({ failures }) => [...failures.keys()]));
    process.stdout.write(`${name} killed ${rounds} times: ${shipped} points shipped\n`);
    await settle(server, store);
    expect([...codes]).toEqual(["store-unavailable"]);
    expect(shipped).toBeGreaterThan(10_000);
    expect(await countStored(store, now)).toBe(shipped);
  }, 120_000);

  it("stopped when the store is opened: open all the same, and works once the server does", async () => {
    const server = await start();
    await server.killHard();
    const store = await open(server);
    expect(await problemCode(store.write(pointsOf("a", 10, now)))).toBe("store-unavailable");
    expect(await problemCode(store.check())).toBe("store-unavailable");
    await server.start();
    await store.write(pointsOf("a", 10, now));
    await settle(server, store);
    expect(await countStored(store, now)).toBe(10);
  });

  it.each([
    ["slow", { kind: "delay", ms: 2 * second }],
    ["cut off before its answer", { kind: "cut" }],
  ] as const)("%s: unavailable within its deadline, nothing twice when it is well again", async (_, fault) => {
    const server = await start();
    const proxy = await startFaultyProxy(server.port);
    later(() => proxy.stop());
    const store = await open(server, { url: proxy.url, deadlineMs: 500 });
    await store.write(pointsOf("a", 10, now));
    proxy.fault = fault;
    const batch = pointsOf("b", 500, now);
    const began = Date.now();
    expect(await problemCode(store.write(batch))).toBe("store-unavailable");
    expect(Date.now() - began).toBeLessThan(1500);
    proxy.fault = { kind: "none" };
    expect(await store.write(batch)).toEqual({ written: 500, refused: [] });
    await settle(server, store);
    expect(await countStored(store, now)).toBe(510);
  });
}
