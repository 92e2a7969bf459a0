import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { createCentre } from "../../api/centre.ts";
import { readCatalogs } from "../../app/centre/read-catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { systemClock } from "../../model/instant.ts";
import { checks } from "../../posture/checks/index.ts";
import { factsByProbe } from "../../posture/testing/plant-life.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { answerOf, type Deliver, deliveries, largeInventory } from "./large-plant.ts";
import { print } from "./measure.ts";

const assetCount = 1000;
const rounds = 20;
const enterpriseId = "large";

/** From a delivery to the stored scores, through the centre and its stores, of an enterprise with 1,000 assets and every catalogue on. */
export async function benchJudging(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const records = await openSqliteRecords({ file: join(folder, "records.sqlite") });
  const metrics = await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite"), clock: systemClock });
  const catalogs = await readCatalogs(Object.keys(builtinCatalogs));
  const documents = await openFileDocuments({ folder: join(folder, "documents") });
  const settings = { records, metrics, documents, catalogs, checks, clock: systemClock, log: pino({ level: "error" }) };
  const centre = await createCentre({
    ...settings,
    version: "bench",
    demo: true,
    secondFactorRule: "optional",
    baseUrl: "http://127.0.0.1",
  });
  const inventory = largeInventory(enterpriseId, assetCount, "c1");
  await records.inventoryEdits.save({ inventory, after: 0, at: systemClock.now(), departures: [] });
  const deliver = deliveries(centre, "c1", await centre.issueCollectorToken("c1"));
  const watch = monitorEventLoopDelay({ resolution: 1 });
  try {
    const first = [...factsByProbe.keys()].flatMap((probe) =>
      inventory.assets.map(({ id }, index) => answerOf(enterpriseId, id, probe, index)),
    );
    const startedAt = performance.now();
    for (let at = 0; at < first.length; at += 500) await deliver(first.slice(at, at + 500));
    const ingested = performance.now();
    watch.enable();
    await scoredSince(records, systemClock.now());
    watch.disable();
    const verdicts = await records.verdicts.list({ enterpriseId });
    print(
      `Judging ${assetCount} assets with ${verdicts.length} verdicts against ${catalogs.length} catalogues; ${first.length} observations taken in within ${seconds(ingested - startedAt)}`,
    );
    print(
      `  everything judged and scored for the first time and stored: ${seconds(performance.now() - ingested)}; ${delayOf(watch)}`,
    );
    await sleep(3000);
    await benchNews(records, deliver, watch);
  } finally {
    await centre.stop();
    await Promise.all([records.close(), metrics.close()]);
    await rm(folder, { recursive: true });
  }
}

/** New facts of one asset at a time: how long until the scores of all catalogues rest on them. */
async function benchNews(records: RecordStore, deliver: Deliver, watch: ReturnType<typeof monitorEventLoopDelay>): Promise<void> {
  const probes = [...factsByProbe.keys()];
  const times: number[] = [];
  const cpu = process.cpuUsage();
  watch.reset();
  watch.enable();
  for (let round = 0; round < rounds; round++) {
    const probe = probes[round % probes.length] ?? "";
    await deliver([answerOf(enterpriseId, `asset-${(round * 37) % assetCount}`, probe, round + 1)]);
    const at = systemClock.now();
    const startedAt = performance.now();
    await scoredSince(records, at);
    times.push(performance.now() - startedAt);
    await sleep(200);
  }
  watch.disable();
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const [median = 0, worst = 0] = [times[Math.floor(rounds / 2)], times.at(-1)];
  print(
    `  new facts of one asset, from the acknowledgement to the stored scores of all catalogues: median ${median.toFixed(0)} ms, worst of ${rounds} ${worst.toFixed(0)} ms; CPU of all threads ${((user + system) / 1000 / rounds).toFixed(0)} ms each; ${delayOf(watch)}`,
  );
}

/** Resolves once the newest score of the last catalogue was reckoned at that time or later. */
async function scoredSince(records: RecordStore, at: number): Promise<void> {
  const last = Object.keys(builtinCatalogs).at(-1) ?? "miit";
  for (;;) {
    const score = await records.scores.latest(enterpriseId, null, last, "objectives");
    if (score !== undefined && score.at >= at) return;
    await sleep(5);
  }
}

function delayOf(watch: ReturnType<typeof monitorEventLoopDelay>): string {
  const milliseconds = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(0);
  return `event loop held p99 ${milliseconds(watch.percentile(99))} ms, at most ${milliseconds(watch.max)} ms`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
