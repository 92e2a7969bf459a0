import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { day, hour, minute, second, systemClock } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import type { MetricStore, SeriesQuery } from "../../store/metrics/port.ts";
import { startInfluxd } from "../support/servers.ts";
import { influxd } from "../support/tools.ts";
import { measure, print } from "./measure.ts";

const signals = 1000;
/** Of the many signals, and of the two that are looked at alone. */
const cadence = 15 * minute;
const finer = { minute, "five seconds": 5 * second } as const;
const span = 29 * day;
const batchSize = 5000;
const repeats = 7;

/** Fills each metric store with a month and asks for ranges of it, the embedded one and InfluxDB with the same points. */
export async function benchMetrics(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-metrics-"));
  try {
    const embedded = await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite") });
    await benchStore("embedded", embedded);
    await embedded.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (influxd.find() === undefined) {
    print("InfluxDB is not installed: nothing to compare with");
    return;
  }
  const server = await startInfluxd();
  try {
    const influx = await openInfluxMetrics({ url: server.url, database: "bench", clock: systemClock });
    await benchStore("InfluxDB", influx);
    await influx.close();
  } finally {
    await server.remove();
  }
}

async function benchStore(name: string, store: MetricStore): Promise<void> {
  const now = Date.now();
  const begin = now - span;
  const filling = await measure(async () => {
    let written = 0;
    for (const batch of month(begin, now)) written += (await store.write(batch)).written;
    return written;
  });
  print(`${name}: ${filling.count} points, ${Math.round((filling.count / filling.wallMicroseconds) * 1e6)} a second`);
  const upkeep = await measure(async () => {
    await store.maintain(now);
    return 1;
  });
  print(`${name}: rolled up in ${(upkeep.wallMicroseconds / 1e6).toFixed(1)} s`);
  const range = { measurement: "signal", field: "value", from: begin, to: now, aggregate: "mean" } as const;
  const one = (asset: string, stepMs: number): SeriesQuery => ({ ...range, where: { asset }, stepMs });
  for (const [pace, step] of [
    ["minute", minute],
    ["five seconds", minute],
    ["five seconds", 5 * minute],
    ["five seconds", hour],
  ] as const) {
    const title = `${name}: a month of one signal every ${pace}, steps of ${step / minute} min`;
    await time(title, store, one(pace, step));
  }
  const all: SeriesQuery = { ...range, where: { site: "many" }, groupBy: ["asset"], stepMs: hour };
  await time(`${name}: a month of ${signals} signals, steps of an hour`, store, all);
  await time(`${name}: a month of ${signals} signals, steps of a day`, store, { ...all, stepMs: day });
  await time(`${name}: a day of ${signals} signals, steps of five minutes`, store, {
    ...all,
    from: now - day,
    stepMs: 5 * minute,
  });
}

async function time(name: string, store: MetricStore, query: SeriesQuery): Promise<void> {
  const times: number[] = [];
  let points = 0;
  const cost = await measure(async () => {
    for (let round = 0; round < repeats; round++) {
      const startedAt = performance.now();
      points = (await store.query(query)).reduce((sum, series) => sum + series.points.length, 0);
      times.push(performance.now() - startedAt);
    }
    return repeats;
  });
  times.sort((a, b) => a - b);
  const median = times[Math.floor(repeats / 2)] ?? 0;
  const cpu = cost.cpuMicroseconds / cost.count / 1000;
  print(
    `${name}: median ${median.toFixed(1)} ms, best ${times[0]?.toFixed(1)} ms, ${cpu.toFixed(1)} ms CPU here, ${points} points`,
  );
}

function* month(begin: number, now: number): Generator<readonly MetricPoint[]> {
  let batch: MetricPoint[] = [];
  for (const point of points(begin, now)) {
    batch.push(point);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function* points(begin: number, now: number): Generator<MetricPoint> {
  for (const [asset, pace] of Object.entries(finer)) {
    for (let at = begin; at < now; at += pace) yield point("single", asset, at);
  }
  for (let at = begin; at < now; at += cadence) {
    for (let index = 0; index < signals; index++) yield point("many", `a${index}`, at + index);
  }
}

function point(site: string, asset: string, at: number): MetricPoint {
  const tags = { enterprise: "plant", site, asset, signal: "s" };
  return { measurement: "signal", tags, fields: { value: Math.sin(at / hour) * 100 }, at };
}
