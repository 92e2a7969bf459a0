import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { defaultSpoolLimits, openSpool, type Spool } from "../../collector/spool/spool.ts";
import { ship } from "../../collector/uplink/shipper.ts";
import { minute, second, systemClock } from "../../model/instant.ts";
import { acknowledgementSchema } from "../../model/wire/batches.ts";
import { type Installation, openInstallation } from "../backup/installation.ts";
import { startInfluxd } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";
import { undoAfterEach } from "./failing-server.ts";
import { countStored, pointsOf } from "./shipping.ts";

/** `PLANTWATCH_NIGHTLY=1` keeps the server away for ten minutes; otherwise for as long as it takes to spool this many points. */
const isNightly = process.env.PLANTWATCH_NIGHTLY === "1";
const points = 100_000;
const stoppedForMs = isNightly ? 10 * minute : 0;
const batchSize = 1000;

describe.skipIf(!available(influxd))("InfluxDB that is stopped for a while", () => {
  const later = undoAfterEach();

  it(
    `while ${points} points are spooled: all of them are found when it is back, and verdicts and scores go on meanwhile`,
    async () => {
      const influx = await startInfluxd();
      later(() => influx.remove());
      const centre = await openInstallation({ metrics: { kind: "influx", url: influx.url, database: "plantwatch" } });
      later(() => centre.remove());
      const spool = await openSpool(join(centre.folder, "spool.sqlite"), { clock: systemClock, limits: defaultSpoolLimits });
      later(() => spool.close());
      const shipping = startShipper(spool, centre);
      later(() => shipping.stop());

      await influx.killHard();
      const stoppedAt = Date.now();
      for (let batch = 0; batch < points / batchSize; batch++) {
        await spool.samples.append(pumpPoints(batch, stoppedAt));
      }
      const judged = await judgedThrough(centre);
      await centre.deliverObservation({ served: false, client: "127.0.0.1", encrypted: false });
      await expect.poll(() => judgedThrough(centre), { timeout: 15 * second }).toBeGreaterThan(judged);
      await sleep(Math.max(0, stoppedAt + stoppedForMs - Date.now()));
      const away = Date.now() - stoppedAt;
      expect(await spool.report()).toMatchObject({ samples: points, dropped: [] });
      expect(shipping.counts.retried).toBeGreaterThan(0);

      await influx.start();
      await expect.poll(async () => (await spool.report()).samples, { timeout: 2 * minute, interval: 200 }).toBe(0);
      const found = await countStored(centre.metrics, stoppedAt, { signal: "s0" });
      const all = await countEach(centre, stoppedAt);
      process.stdout.write(`\nInfluxDB away for ${Math.round(away / second)} s: ${points} spooled, ${all} found, none dropped\n`);
      expect(all).toBe(points);
      expect(found).toBe(points / 10);
    },
    stoppedForMs + 5 * minute,
  );
});

/** Distinct points of the pump's signals. */
function pumpPoints(batch: number, until: number) {
  return pointsOf("pump", batchSize, until - batch * batchSize).map((point) => ({
    ...point,
    tags: { ...point.tags, enterprise: "waterworks", site: "plant" },
  }));
}

async function countEach(centre: Installation, around: number): Promise<number> {
  const counts = Array.from({ length: 10 }, (_, index) => countStored(centre.metrics, around, { signal: `s${index}` }));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** How new the evidence is on which verdicts and score rest. */
async function judgedThrough({ records }: Installation): Promise<number> {
  const verdicts = await records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump" });
  const judged = Math.max(0, ...verdicts.map(({ evidenceAt }) => evidenceAt ?? 0));
  const score = await records.scores.latest("waterworks", null, "miit");
  return Math.min(judged, score?.at ?? 0);
}

/** The collector's own way: a batch stays in the spool until the centre has it. */
function startShipper(spool: Spool, centre: Installation) {
  const abort = new AbortController();
  const counts = { retried: 0, rejected: 0 };
  const done = ship({
    stream: spool.samples,
    batchSize,
    deliver: async (items) => {
      const batch = {
        collectorId: "collector-1",
        spoolId: spool.id,
        items: items.map(({ seq, item }) => ({ seq, point: item })),
      };
      const answer = await centre.ask("/ingest/samples", "POST", batch, "collector");
      if (!answer.ok) throw new Error(`the centre answered ${answer.status}`);
      return acknowledgementSchema.parse(await answer.json());
    },
    counts,
    signal: abort.signal,
    log: pino({ enabled: false }),
  });
  return {
    counts,
    stop: () => {
      abort.abort();
      return done;
    },
  };
}
