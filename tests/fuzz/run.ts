import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Attribution } from "./attribution.ts";
import { type Summary, shortcomings } from "./campaign.ts";
import { attributionName, suites } from "./suites.ts";
import type { Order, Report } from "./worker.ts";

/**
 * Damages a great many answers on their way to the drivers, each suite in a process of its own, and says what became of them:
 * `npm run fuzz -- [--seed N] [--count N] [--suite NAME] [--first RUN]`. A fault is seen again with its seed, suite and run.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Date.now() / 1000)) },
    count: { type: "string", default: "100000" },
    suite: { type: "string" },
    first: { type: "string", default: "0" },
  },
});
const [seed, count, first] = [values.seed, values.count, values.first].map(wholeNumber);
const names = [...suites.map(({ suite }) => suite.name), attributionName];
/** A process that shows no life for this long is stuck in a loop, milliseconds. */
const mostSilenceMs = 60_000;

if ([seed, count, first].includes(undefined) || (values.suite !== undefined && !names.includes(values.suite))) {
  process.stderr.write(`expected whole numbers for --seed, --count and --first, and for --suite one of ${names.join(", ")}\n`);
  process.exit(2);
}
print(`Seed ${seed}`);
for (const name of names.filter((each) => values.suite === undefined || each === values.suite)) {
  const report = await runApart({ name, seed: seed ?? 0, count: count ?? 0, first: first ?? 0 });
  if (!tell(name, report)) process.exitCode = 1;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Runs a suite in a process of its own, and ends one that is stuck. */
function runApart(order: Order): Promise<Report> {
  const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), { serialization: "advanced" });
  const { promise, resolve } = Promise.withResolvers<Report>();
  let underWay = "";
  const watch = setTimeout(() => child.kill("SIGKILL"), mostSilenceMs);
  // The worker is this very program's, so that what it sends has the shape that its own type says.
  child.on("message", (report: Report) => {
    watch.refresh();
    if (report.kind === "alive") underWay = report.underWay.join(", ");
    else resolve(report);
  });
  child.once("exit", (code, signal) => {
    clearTimeout(watch);
    resolve({ kind: "failed", error: `the process ended (${code ?? signal}) with the runs ${underWay} under way` });
  });
  child.send(order);
  return promise;
}

/** Prints a report; true where all is well. */
function tell(name: string, report: Report): boolean {
  if (report.kind === "summary") return tellSummary(report.summary);
  if (report.kind === "attribution") return tellAttribution(report.attribution);
  print(`${name}: ${report.kind === "failed" ? report.error : "no report"}`);
  return false;
}

function tellSummary(summary: Summary): boolean {
  const { suite, runs, damaged, seconds, peakRssMb, heapGrowthMb, mostOverrunMs } = summary;
  const wrong = shortcomings(summary);
  print(`${suite}: ${damaged} damaged answers in ${runs} runs, ${seconds.toFixed(0)} s`);
  print(
    `  peak RSS ${peakRssMb.toFixed(0)} MB, heap ${signed(heapGrowthMb)} MB, latest end ${signed(mostOverrunMs)} ms after a deadline`,
  );
  tellCounts(byReason(summary.outcomes));
  for (const each of wrong) print(`  WRONG with --seed ${summary.seed} --suite ${suite}: ${each}`);
  return wrong.length === 0;
}

function tellAttribution({ values: read, wrong, answers, deliveries, outcomes, seconds }: Attribution): boolean {
  print(`${attributionName}: ${read} values from ${answers} answers, ${wrong.length} wrong, ${seconds.toFixed(0)} s`);
  tellCounts(deliveries);
  tellCounts(outcomes);
  for (const each of wrong.slice(0, 20)) print(`  WRONG: ${each}`);
  return wrong.length === 0;
}

/** Without the jobs, whose names are the first word of each key. */
function byReason(outcomes: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const [key, number] of outcomes) {
    const reason = key.slice(key.indexOf(" ") + 1);
    reasons.set(reason, (reasons.get(reason) ?? 0) + number);
  }
  return reasons;
}

function tellCounts(counts: ReadonlyMap<string, number>): void {
  for (const [key, number] of [...counts].toSorted(([a], [b]) => a.localeCompare(b)))
    print(`  ${String(number).padStart(8)} ${key}`);
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(0)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
