import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { day, second, systemClock } from "../../model/instant.ts";
import { levelQuery, signal } from "../../store/metrics/contract/fixtures.ts";
import { openVictoriaMetrics, type VictoriaMetricsOptions } from "../../store/metrics/victoria-metrics/victoria-metrics.ts";
import { startVictoriaMetrics, type TestServer, victoriaMetricsFlags } from "../support/servers.ts";
import { available, victoriaMetrics } from "../support/tools.ts";
import { itSurvives, undoAfterEach } from "./failing-server.ts";
import { countStored, pointsOf, problemCode } from "./shipping.ts";
import { openShown, show } from "./shown.ts";

describe.skipIf(!available(victoriaMetrics))("VictoriaMetrics that fails", () => {
  const later = undoAfterEach();
  const started = async (flags?: readonly string[]): Promise<TestServer> => {
    const server = await startVictoriaMetrics(flags);
    later(() => server.remove());
    return server;
  };
  const opened = async (server: TestServer, change: Partial<VictoriaMetricsOptions> = {}) => {
    const journal = join(server.folder, "journal.sqlite");
    const options = { url: server.url, database: "plantwatch", journal, clock: systemClock, ...change };
    const store = await openVictoriaMetrics(options);
    later(() => store.close());
    return store;
  };
  let now = 0;
  beforeEach(() => {
    now = Date.now();
  });

  itSurvives({
    name: "VictoriaMetrics",
    start: started,
    open: opened,
    async settle(server, store) {
      await sleep(1100);
      await store.maintain(now);
      await show(server);
    },
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
    later(() => store.close());
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
