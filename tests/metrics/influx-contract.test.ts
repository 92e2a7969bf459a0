import { afterAll, beforeAll, describe } from "vitest";
import { day, hour } from "../../model/instant.ts";
import { metricStoreContract } from "../../store/metrics/contract.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import { startInfluxd, type TestServer } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";

/** The server counts retention by its own clock, so the present of the test is near the real one. */
const base = Math.floor(Date.now() / day) * day - 4 * day;
const now = base + 3 * day + 7 * hour;

describe.skipIf(!available(influxd))("InfluxDB", () => {
  let server: TestServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startInfluxd();
  });
  afterAll(() => server.remove());

  metricStoreContract("influx metrics", { now, base }, async () => {
    databases += 1;
    const database = `contract_${databases}`;
    return {
      open: () => openInfluxMetrics({ url: server.url, database, clock: { now: () => now } }),
      remove: async () => {
        await fetch(`${server.url}/query`, { method: "POST", body: new URLSearchParams({ q: `DROP DATABASE "${database}"` }) });
      },
    };
  });
});
