import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { apiRoot } from "../../api/contract/paths.ts";
import { pressure, sampleBatch } from "../../api/testing/deliveries.ts";
import { openTestCentre } from "../../api/testing/open-centre.ts";
import { minute, second, systemClock } from "../../model/instant.ts";
import { print } from "./measure.ts";

const assets = 1000;
const signalsPerAsset = 10;
const everyMs = 5 * second;
const perBatch = 1000;
const forMs = 60 * second;
const readEveryMs = second / 2;

/**
 * Delivers 1,000 assets × 10 signals every 5 s to a centre with the embedded store, spread evenly, while pages are read, and prints how
 * late the centre's event loop was.
 */
export async function benchMetricsLoad(): Promise<void> {
  const test = await openTestCentre({ clock: systemClock });
  const collector = await test.centre.issueCollectorToken("collector-1");
  const reader = await test.tokenFor({ role: "viewer", enterpriseId: null });
  const spoolId = crypto.randomUUID();
  let [seq, behindMs, answered, reading] = [1, 0, 0, true];
  const deliver = async (round: number, batch: number) => {
    const at = Date.now();
    const points = Array.from({ length: perBatch }, (_, index) => {
      const number = batch * perBatch + index;
      const point = pressure(at, round + index / 10);
      const signal = `s${number % signalsPerAsset}-${Math.floor(number / signalsPerAsset)}`;
      return { ...point, tags: { ...point.tags, signal } };
    });
    const body = sampleBatch(spoolId, points, seq);
    seq += perBatch;
    const response = await test.ask(`${apiRoot}/ingest/samples`, { token: collector, method: "POST", body });
    if (!response.ok) throw new Error(`the centre answered ${response.status}`);
  };
  const readTimes: number[] = [];
  const readPages = async () => {
    const query = () => {
      const now = Date.now();
      const range = `from=${new Date(now - 15 * minute).toISOString()}&to=${new Date(now).toISOString()}&step=5`;
      return `metrics/query?measurement=signal&field=value&enterprise=waterworks&asset=pump&signal=s3-77&${range}`;
    };
    while (reading) {
      for (const path of [query(), "enterprises", "assets", "system", "findings", "assets/waterworks.pump"]) {
        const startedAt = performance.now();
        const response = await test.ask(`${apiRoot}/${path}`, { token: reader });
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        await response.arrayBuffer();
        readTimes.push(performance.now() - startedAt);
        answered += 1;
      }
      await sleep(readEveryMs);
    }
  };
  const readers = readPages();
  const batches = (assets * signalsPerAsset) / perBatch;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedAt = Date.now();
  for (let count = 0; Date.now() - startedAt < forMs; count++) {
    await deliver(Math.floor(count / batches), count % batches);
    const due = startedAt + ((count + 1) * everyMs) / batches;
    behindMs = Math.max(behindMs, Date.now() - due);
    await sleep(Math.max(0, due - Date.now()));
  }
  delay.disable();
  reading = false;
  await readers;
  readTimes.sort((a, b) => a - b);
  const milliseconds = (nanoseconds: number) => `${(nanoseconds / 1e6).toFixed(0)} ms`;
  const share = (fraction: number) => `${(readTimes[Math.floor(readTimes.length * fraction)] ?? 0).toFixed(0)} ms`;
  print(
    `Embedded store, ${assets} assets × ${signalsPerAsset} signals every ${everyMs / second} s for ${forMs / second} s: ${seq - 1} points stored, at most ${behindMs} ms behind; event loop of the centre p50 ${milliseconds(delay.percentile(50))}, p99 ${milliseconds(delay.percentile(99))}, most ${milliseconds(delay.max)}; ${answered} answers to pages, p50 ${share(0.5)}, p99 ${share(0.99)}`,
  );
  await test.close();
}
