import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { type Centre, createCentre } from "../../api/centre.ts";
import { apiRoot } from "../../api/contract/paths.ts";
import { readCatalogs } from "../../app/centre/read-catalog.ts";
import type { Catalog } from "../../catalogs/catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { observationDigest } from "../../model/digest.ts";
import { systemClock } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { checks } from "../../posture/checks/index.ts";
import { factsByProbe } from "../../posture/testing/plant-life.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { answerOf, deliveries, largeInventory } from "./large-plant.ts";
import { print } from "./measure.ts";
import { turningFacts } from "./turning-facts.ts";

const assetCount = 1000;
const rounds = 300;
const pause = 150;
const enterpriseId = "large";
const catalogId = "miit";

/**
 * From a delivery to the score that a reader is given, through the centre and its stores with all its background work, of an
 * enterprise with 1,000 assets and every catalogue on; before it everything judged and scored from nothing.
 */
export async function benchJudging(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const stores = await openSqliteRecords({ file: join(folder, "records.sqlite") });
  const stored = new EventEmitter();
  const records = announcing(stores, stored);
  const metrics = await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite"), clock: systemClock });
  const catalogs = await readCatalogs(Object.keys(builtinCatalogs));
  const documents = await openFileDocuments({ folder: join(folder, "documents") });
  const settings = { records, metrics, documents, catalogs, checks, clock: systemClock, log: pino({ level: "error" }) };
  const openCentre = () =>
    createCentre({ ...settings, version: "bench", demo: true, secondFactorRule: "optional", baseUrl: "http://127.0.0.1" });
  const inventory = largeInventory(enterpriseId, assetCount, "c1");
  await records.inventoryEdits.save({ inventory, after: 0, at: systemClock.now(), departures: [] });
  try {
    const count = await storeFirstAnswers(records, inventory);
    const first = await openCentre();
    const cost = await untilJudged(first, records);
    await first.stop();
    const verdicts = await records.verdicts.list({ enterpriseId });
    print(
      `Judging ${assetCount} assets with ${verdicts.length} verdicts from ${count} observations against ${catalogs.length} catalogues; load ${load()}`,
    );
    print(`  everything judged, scored and stored for the first time: ${cost}`);
    const second = await openCentre();
    print(`  the same once more from the records, after a restart: ${await untilJudged(second, records)}`);
    const [main] = catalogs.filter(({ id }) => id === catalogId);
    if (main !== undefined) await benchNews(second, records, main, stored);
    await second.stop();
  } finally {
    await Promise.all([records.close(), metrics.close()]);
    await rm(folder, { recursive: true });
  }
}

/** The same records; every stored judgement is announced, so that waiting for one costs nothing. */
function announcing(records: RecordStore, stored: EventEmitter): RecordStore {
  const store: RecordStore["judgements"]["store"] = async (...judgement) => {
    const events = await records.judgements.store(...judgement);
    stored.emit("judgement");
    return events;
  };
  return { ...records, judgements: { store } };
}

/** Every probe of every asset has answered once; nobody has judged it. */
async function storeFirstAnswers(records: RecordStore, { assets }: Inventory): Promise<number> {
  const observations = [...factsByProbe.keys()].flatMap((probe) =>
    assets.map(({ id }, index) => answerOf(enterpriseId, id, probe, index)),
  );
  const spoolId = randomUUID();
  for (let at = 0; at < observations.length; at += 500) {
    const some = observations.slice(at, at + 500);
    const items = await Promise.all(
      some.map(async (observation, index) => {
        const salt = await records.inventories.salt(enterpriseId, observation.assetId);
        return { seq: at + index + 1, observation, digest: observationDigest(salt, "answered", observation.facts) };
      }),
    );
    await records.observations.store({ collectorId: "c1", spoolId, through: at + some.length, items, at: systemClock.now() });
  }
  return observations.length;
}

async function untilJudged(centre: Centre, records: RecordStore): Promise<string> {
  const watch = monitorEventLoopDelay({ resolution: 1 });
  const startedAt = systemClock.now();
  const started = performance.now();
  const cpu = process.cpuUsage();
  watch.enable();
  await centre.start();
  while (!(await isScoredSince(records, startedAt))) await sleep(20);
  watch.disable();
  return `${seconds(performance.now() - started)}, ${seconds(cpuSince(cpu))} CPU of all threads; ${delayOf(watch)}`;
}

async function isScoredSince(records: RecordStore, at: number): Promise<boolean> {
  const last = Object.keys(builtinCatalogs).at(-1) ?? catalogId;
  const score = await records.scores.latest(enterpriseId, null, last, "objectives");
  return score !== undefined && score.at >= at;
}

/** New facts of one asset at a time that turn a verdict: how long from the request until the score that is read rests on them. */
async function benchNews(centre: Centre, records: RecordStore, catalog: Catalog, stored: EventEmitter): Promise<void> {
  const deliver = deliveries(centre, "c1", await centre.issueCollectorToken("c1"));
  const reader = await centre.createToken({
    name: "reader",
    grants: [{ role: "viewer", enterpriseId }],
    createdBy: "bench",
    expiresAt: null,
  });
  const turning = turningFacts(catalog);
  const [acknowledged, kept, scored]: number[][] = [[], [], []];
  const watch = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  watch.enable();
  for (let round = 0; round < rounds; round++) {
    const turn = turning[round % turning.length];
    if (turn === undefined) throw new Error("no answer turns a verdict");
    const assetId = `asset-${(round * 37) % assetCount}`;
    const [verdict] = await records.verdicts.list({ enterpriseId, assetId, checkId: turn.checkId });
    const variant = verdict?.status === "fail" ? turn.pass : turn.fail;
    const before = await figuresAt(records);
    const startedAt = performance.now();
    const isStored = once(stored, "judgement");
    await deliver([answerOf(enterpriseId, assetId, turn.probe, variant)]);
    const acknowledgedAt = performance.now();
    acknowledged?.push(acknowledgedAt - startedAt);
    await isStored;
    // A judgement that was under way before rests on what was stored before.
    while ((await figuresAt(records)) === before && performance.now() - startedAt < 30_000) await once(stored, "judgement");
    kept?.push(performance.now() - acknowledgedAt);
    await readSummary(centre, reader.secret);
    scored?.push(performance.now() - startedAt);
    await sleep(pause);
  }
  watch.disable();
  const cpuEach = cpuSince(cpu) / rounds;
  print(
    `  new facts of one asset, from the request until the score read over HTTP rests on them: ${spread(scored)}; acknowledged after ${spread(acknowledged)}; from there until the score is stored ${spread(kept)}`,
  );
  print(
    `  CPU of all threads, reading and background work included: ${cpuEach.toFixed(0)} ms each; ${delayOf(watch)}; load ${load()}`,
  );
}

/** When the figures moved last. */
async function figuresAt(records: RecordStore): Promise<number | undefined> {
  return (await records.scores.standings()).find((one) => one.catalogId === catalogId)?.at;
}

async function readSummary(centre: Centre, token: string): Promise<void> {
  const answer = await centre.app.request(`${apiRoot}/enterprises/${enterpriseId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer.status !== 200) throw new Error(`the score was answered with ${answer.status}: ${await answer.text()}`);
  await answer.json();
}

function spread(times: readonly number[] = []): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst of ${times.length} ${at(1)} ms`;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function delayOf(watch: ReturnType<typeof monitorEventLoopDelay>): string {
  const milliseconds = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(0);
  return `event loop held p99 ${milliseconds(watch.percentile(99))} ms, at most ${milliseconds(watch.max)} ms`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
