import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { createCentre } from "../../api/centre.ts";
import { apiRoot } from "../../api/contract/paths.ts";
import { type MakeRequest, makeReport } from "../../api/reports/making/make-report.ts";
import { readCatalog } from "../../app/centre/read-catalog.ts";
import { systemClock } from "../../model/instant.ts";
import { languages } from "../../model/language.ts";
import type { ReportStep } from "../../model/report-version.ts";
import { checks } from "../../posture/checks/index.ts";
import { factsByProbe } from "../../posture/testing/plant-life.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { answerOf, deliveries, largeInventory } from "./large-plant.ts";
import { print } from "./measure.ts";

const assetCount = 1000;
const findingCount = 5000;
const enterpriseId = "large";

/** A report over 1,000 assets and 5,000 findings, made while the centre is asked for something every 50 ms. */
export async function benchReports(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const records = await openSqliteRecords({ file: join(folder, "records.sqlite") });
  const metrics = await openEmbeddedMetrics({ file: join(folder, "metrics.sqlite"), clock: systemClock });
  const catalog = await readCatalog("miit");
  const documents = await openFileDocuments({ folder: join(folder, "documents") });
  const settings = { records, metrics, documents, catalogs: [catalog], checks, clock: systemClock, version: "bench" };
  const centre = await createCentre({
    ...settings,
    log: pino({ level: "error" }),
    demo: true,
    secondFactorRule: "optional",
    baseUrl: "http://127.0.0.1",
  });
  try {
    const inventory = mostlyModbus(largeInventory(enterpriseId, assetCount, "c1"));
    await records.inventoryEdits.save({ inventory, after: 0, at: systemClock.now(), departures: [] });
    const deliver = deliveries(centre, "c1", await centre.issueCollectorToken("c1"));
    const answers = inventory.assets.flatMap(({ id, endpoints }, index) =>
      [...factsByProbe.keys()]
        .filter((probe) => endpoints.some(({ protocol }) => probe.startsWith(protocol)))
        .map((probe) => answerOf(enterpriseId, id, probe, index)),
    );
    for (let at = 0; at < answers.length; at += 500) await deliver(answers.slice(at, at + 500));
    await judged(records);
    await keepFindings(records);
    const { secret } = await centre.createToken({
      name: "bench",
      grants: [{ role: "viewer", enterpriseId: null }],
      createdBy: "bench",
      expiresAt: null,
    });
    const ask = async () => {
      const answer = await centre.app.request(`${apiRoot}/system`, { headers: { authorization: `Bearer ${secret}` } });
      await answer.arrayBuffer();
    };
    for (const language of languages) {
      await benchOne({ ...settings }, { enterpriseId, kind: "self-assessment", language, catalog, by: "bench" }, ask);
    }
  } finally {
    await centre.stop();
    await Promise.all([records.close(), metrics.close()]);
    await rm(folder, { recursive: true });
  }
}

async function benchOne(
  services: Parameters<typeof makeReport>[0],
  request: MakeRequest,
  ask: () => Promise<void>,
): Promise<void> {
  const steps: { readonly step: ReportStep; readonly at: number }[] = [];
  const answered: number[] = [];
  const watch = monitorEventLoopDelay({ resolution: 1 });
  let over = false;
  const asking = (async () => {
    while (!over) {
      const from = performance.now();
      await ask();
      answered.push(performance.now() - from);
      await sleep(50);
    }
  })();
  const cpu = process.cpuUsage();
  watch.enable();
  const startedAt = performance.now();
  const { report } = await makeReport(services, request, {
    signal: new AbortController().signal,
    onStep: (step) => steps.push({ step, at: performance.now() }),
  });
  const endedAt = performance.now();
  watch.disable();
  over = true;
  await asking;
  const { user, system } = process.cpuUsage(cpu);
  answered.sort((a, b) => a - b);
  const took = steps.map(({ step, at }, index) => `${step} ${seconds((steps[index + 1]?.at ?? endedAt) - at)}`);
  const sizes = report.files.map(({ format, size }) => `${format} ${(size / 1024 / 1024).toFixed(1)} MiB`);
  print(
    `Report ${request.kind} (${request.language}) over ${assetCount} assets and ${findingCount} findings: ${seconds(endedAt - startedAt)} (goal 30 s), CPU of all threads ${seconds((user + system) / 1000)}, load average ${loadavg()[0]?.toFixed(1)}`,
  );
  print(`  ${took.join(", ")}; ${sizes.join(", ")}`);
  print(
    `  meanwhile the event loop was held p99 ${ms(watch.percentile(99) / 1e6)}, at most ${ms(watch.max / 1e6)}; ${answered.length} requests answered, p99 ${ms(answered[Math.floor(answered.length * 0.99)] ?? 0)}, worst ${ms(answered.at(-1) ?? 0)}`,
  );
}

/** Every fourth asset has both endpoints and the others one of Modbus, which gives some thirty verdicts an asset. */
function mostlyModbus<T extends ReturnType<typeof largeInventory>>(inventory: T): T {
  const assets = inventory.assets.map((asset, index) =>
    index % 4 === 0 ? asset : { ...asset, endpoints: asset.endpoints.filter(({ protocol }) => protocol === "modbus") },
  );
  return { ...inventory, assets };
}

/** As many findings as the goal names: those of the judgement, and more of them once resolved where they do not suffice. */
async function keepFindings(records: RecordStore): Promise<void> {
  const own = await records.findings.list({ enterpriseId });
  const [first] = own;
  if (first === undefined) throw new Error("the judgement found nothing");
  const missing = Math.max(0, findingCount - own.length);
  const more = Array.from({ length: missing }, (_, index) => {
    const like = own[index % own.length] ?? first;
    return { ...like, id: `${like.id}-${index}`, status: "resolved" as const, resolvedAt: like.lastSeen, version: 1 };
  });
  await records.findings.save(more);
  print(
    `Reports over ${assetCount} assets, ${(await records.verdicts.list({ enterpriseId })).length} verdicts, ${own.length} findings of the judgement and ${missing} of before`,
  );
}

/** Resolves once judging has come to rest. */
async function judged({ scores }: RecordStore): Promise<void> {
  let at: number | undefined;
  for (;;) {
    await sleep(3000);
    const score = await scores.latest(enterpriseId, null, "miit", "objectives");
    if (score !== undefined && score.at === at) return;
    at = score?.at;
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
const ms = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;
