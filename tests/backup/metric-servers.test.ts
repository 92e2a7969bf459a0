import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { metricsAdvice } from "../../app/backup/by-hand.ts";
import { second, systemClock } from "../../model/instant.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import { undoAfterEach } from "../metrics/failing-server.ts";
import { countStored, pointsOf } from "../metrics/shipping.ts";
import { openShown } from "../metrics/shown.ts";
import { startInfluxd, startVictoriaMetrics, type TestServer } from "../support/servers.ts";
import { available, influxd, victoriaMetrics } from "../support/tools.ts";

const database = "plantwatch";
const points = 500;

/** Runs a command as it is printed for operators, with what differs in a test put in its place. */
function run(line: string, folder: string, changes: readonly (readonly [string, string])[]): void {
  const command = changes.reduce((text, [from, to]) => text.replaceAll(from, to), line.split("     and")[0] ?? "");
  const { status, stderr } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
  expect(status, `${command}: ${stderr}`).toBe(0);
}

describe("the commands that are printed for metrics on a server bring every point to another one", () => {
  const later = undoAfterEach();
  const started = async (start: () => Promise<TestServer>): Promise<TestServer> => {
    const server = await start();
    later(() => server.remove());
    return server;
  };

  it.skipIf(!available(influxd))("InfluxDB", async () => {
    const [from, to] = [await started(startInfluxd), await started(startInfluxd)];
    const now = Date.now();
    const open = async ({ url }: TestServer) => {
      const store = await openInfluxMetrics({ url, database, clock: systemClock });
      later(() => store.close());
      return store;
    };
    const store = await open(from);
    await store.write(pointsOf("a", points, now));
    const [, backup = "", restore = ""] = metricsAdvice({ kind: "influx", url: from.url, database });
    run(backup, from.folder, [["-portable", `-portable -host ${await backupAddress(from)}`]]);
    run(restore, from.folder, [["-portable", `-portable -host ${await backupAddress(to)}`]]);
    // The server lets its restored files in a moment after the command has ended.
    await expect.poll(async () => countStored(await open(to), now).catch(() => 0), { timeout: 15_000 }).toBe(points);
  });

  it.skipIf(!available(victoriaMetrics))("VictoriaMetrics", async () => {
    const [from, to] = [await started(startVictoriaMetrics), await started(startVictoriaMetrics)];
    // An export ends at the last full second.
    const now = Date.now() - 2 * second;
    const open = async (server: TestServer) => {
      const journal = join(server.folder, "journal.sqlite");
      const store = await openShown(server, { database, journal, clock: systemClock });
      later(() => store.close());
      return store;
    };
    const store = await open(from);
    await store.write(pointsOf("a", points, now));
    // The server exports what it shows.
    await expect.poll(() => countStored(store, now), { timeout: 15_000 }).toBe(points);
    const [, backup = "", restore = ""] = metricsAdvice({ kind: "victoria-metrics", url: from.url, database });
    run(backup, from.folder, []);
    run(restore, from.folder, [[from.url, to.url]]);
    await fetch(`${to.url}/internal/force_flush`);
    const restored = await open(to);
    await expect.poll(() => countStored(restored, now), { timeout: 15_000 }).toBe(points);
  });
});

/** Where an InfluxDB answers its own backup program. */
async function backupAddress({ folder }: TestServer): Promise<string> {
  return /^bind-address = "(.+)"$/m.exec(await readFile(join(folder, "influxdb.conf"), "utf8"))?.[1] ?? "";
}
