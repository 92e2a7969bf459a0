import { randomInt } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day, second, systemClock } from "../../model/instant.ts";
import { levelQuery, signal } from "../../store/metrics/contract/fixtures.ts";
import { openVictoriaMetrics, type VictoriaMetricsOptions } from "../../store/metrics/victoria-metrics/victoria-metrics.ts";
import { startVictoriaMetrics, type TestServer, victoriaMetricsFlags } from "../support/servers.ts";
import { available, victoriaMetrics } from "../support/tools.ts";
import { startFaultyProxy } from "./faulty-proxy.ts";
import { countStored, pointsOf, problemCode, startShipping } from "./shipping.ts";
import { openShown, show } from "./shown.ts";

const rounds = 20;

describe.skipIf(!available(victoriaMetrics))("VictoriaMetrics that fails", () => {
  const undo: (() => Promise<unknown>)[] = [];
  const started = async (flags?: readonly string[]): Promise<TestServer> => {
    const server = await startVictoriaMetrics(flags);
    undo.push(() => server.remove());
    return server;
  };
  const opened = async (server: TestServer, change: Partial<VictoriaMetricsOptions> = {}) => {
    const journal = join(server.folder, "journal.sqlite");
    const options = { url: server.url, database: "plantwatch", journal, clock: systemClock, ...change };
    const store = await openVictoriaMetrics(options);
    undo.push(() => store.close());
    return store;
  };
  let now = 0;
  beforeEach(() => {
    now = Date.now();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  it("loses by itself what it had taken when it is killed; the journal gives it back", async () => {
    const server = await started();
    const store = await opened(server);
    await sleep(1100);
    await store.write(pointsOf("a", 5000, now));
    await show(server);
    expect(await countStored(store, now)).toBe(5000);
    await server.killHard();
    await server.start();
    expect(await countStored(store, now)).toBe(0);
    await sleep(1100);
    await store.maintain(now);
    await show(server);
    expect(await countStored(store, now)).toBe(5000);
  });

  it(`killed ${rounds} times under load: shipped is found, exactly`, async () => {
    const server = await started();
    const store = await opened(server);
    const shipments = ["a", "b", "c"].map((name) => startShipping(store, name, 400, Date.now));
    for (let round = 0; round < rounds; round++) {
      await sleep(randomInt(100, 400));
      await server.killHard();
      await sleep(randomInt(0, 100));
      await server.start();
    }
    await Promise.all(shipments.map((shipment) => shipment.stop()));
    const shipped = shipments.reduce((sum, shipment) => sum + shipment.shipped, 0);
    const codes = new Set(shipments.flatMap(({ failures }) => [...failures.keys()]));
    process.stdout.write(`VictoriaMetrics killed ${rounds} times: ${shipped} points shipped\n`);
    await sleep(1100);
    await store.maintain(now);
    await show(server);
    expect([...codes]).toEqual(["store-unavailable"]);
    expect(shipped).toBeGreaterThan(10_000);
    expect(await countStored(store, now)).toBe(shipped);
  }, 120_000);

  it("killed together with the centre: what was written is there when both are back", async () => {
    const server = await started();
    const first = await opened(server);
    await first.write(pointsOf("a", 1000, now));
    await server.killHard();
    await first.close();
    await server.start();
    const second_ = await opened(server);
    await sleep(1100);
    await second_.maintain(now);
    await show(server);
    expect(await countStored(second_, now)).toBe(1000);
  });

  it("stopped when the store is opened: open all the same, and works once the server does", async () => {
    const server = await started();
    await server.killHard();
    const store = await opened(server);
    expect(await problemCode(store.write(pointsOf("a", 10, now)))).toBe("store-unavailable");
    await server.start();
    await store.write(pointsOf("a", 10, now));
    await show(server);
    expect(await countStored(store, now)).toBe(10);
  });

  it("with a wrong password: denied, and stored once it is right", async () => {
    const server = await started([...victoriaMetricsFlags, "-httpAuth.username=plant", "-httpAuth.password=right"]);
    const wrong = await opened(server, { username: "plant", password: "wrong" });
    expect(await problemCode(wrong.write(pointsOf("a", 10, now)))).toBe("store-denied");
    await wrong.close();
    const right = await opened(server, { username: "plant", password: "right" });
    expect(await right.write(pointsOf("a", 10, now))).toEqual({ written: 10, refused: [] });
  });

  it.each([
    ["counts points twice", ["-retentionPeriod=14"], /-dedup\.minScrapeInterval=0s, and Plantwatch needs 1ms/],
    ["thins points out", ["-retentionPeriod=14", "-dedup.minScrapeInterval=1m"], /-dedup\.minScrapeInterval=1m.*needs 1ms/],
    ["forgets too early", ["-dedup.minScrapeInterval=1ms"], /-retentionPeriod=1, and Plantwatch needs 13/],
  ])("that %s: refused, naming the flag as it is and as it should be", async (_, flags, message) => {
    const server = await started(flags);
    const store = await opened(server);
    await expect(store.check()).rejects.toMatchObject({ code: "store-mismatch", message: expect.stringMatching(message) });
    expect(await problemCode(store.write(pointsOf("a", 10, now)))).toBe("store-mismatch");
  });

  it("without room on its disk: full", async () => {
    const server = await started([...victoriaMetricsFlags, "-storage.minFreeDiskSpaceBytes=9000GB"]);
    const store = await opened(server);
    expect(await problemCode(store.write(pointsOf("a", 10, now)))).toBe("store-full");
  });

  it.each([
    ["slow", { kind: "delay", ms: 2 * second }],
    ["cut off before its answer", { kind: "cut" }],
  ] as const)("%s: unavailable within its deadline, nothing twice when it is well again", async (_, fault) => {
    const server = await started();
    const proxy = await startFaultyProxy(server.port);
    undo.push(() => proxy.stop());
    const store = await opened(server, { url: proxy.url, deadlineMs: 500 });
    await store.write(pointsOf("a", 10, now));
    proxy.fault = fault;
    const batch = pointsOf("b", 500, now);
    expect(await problemCode(store.write(batch))).toBe("store-unavailable");
    proxy.fault = { kind: "none" };
    expect(await store.write(batch)).toEqual({ written: 500, refused: [] });
    await show(server);
    expect(await countStored(store, now)).toBe(510);
  });

  it("refuses what the server would drop without a word", async () => {
    const server = await started();
    const store = await opened(server);
    const tooOld = signal(now - 500 * day, 1);
    const tooNew = signal(now + 3 * day, 1);
    const { written, refused } = await store.write([tooOld, signal(now, 1), tooNew]);
    expect(written).toBe(1);
    expect(refused.map(({ point }) => point)).toEqual([tooOld, tooNew]);
  });

  it("shows the newest seconds as they are", async () => {
    const server = await started();
    const journal = join(server.folder, "newest.sqlite");
    const store = await openShown(server, { database: "newest", journal, clock: systemClock });
    undo.push(() => store.close());
    const base = now - (now % second) - 8 * second;
    await store.write([signal(base, 1), signal(base + 2 * second, 2), signal(base + 7 * second, 3)]);
    const [series] = await store.query(levelQuery(base, base + 9 * second));
    expect(series?.points).toEqual([
      [base, 1],
      [base + 2 * second, 2],
      [base + 7 * second, 3],
    ]);
  });
});
