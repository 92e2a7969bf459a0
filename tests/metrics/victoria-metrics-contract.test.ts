import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { day, hour } from "../../model/instant.ts";
import { metricStoreContract } from "../../store/metrics/contract.ts";
import { startVictoriaMetrics, type TestServer } from "../support/servers.ts";
import { available, victoriaMetrics } from "../support/tools.ts";
import { openShown } from "./shown.ts";

/** The server counts retention by its own clock, so the present of the test is near the real one. */
const base = Math.floor(Date.now() / day) * day - 4 * day;
const now = base + 3 * day + 7 * hour;

describe.skipIf(!available(victoriaMetrics))("VictoriaMetrics", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startVictoriaMetrics();
  });
  afterAll(() => server.remove());

  metricStoreContract(
    "victoria-metrics",
    { now, base },
    async () => {
      const database = `contract_${randomUUID()}`;
      const journal = join(server.folder, `${database}.sqlite`);
      return {
        open: () => openShown(server, { database, journal, clock: { now: () => now } }),
        remove: () => rm(journal, { force: true }),
      };
    },
    { texts: false, rewrites: false },
  );
});
