import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { apiRoot } from "../../api/contract/paths.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { personFor } from "../../api/testing/people.ts";
import { buildWeb } from "../../app/build-web.ts";
import { type Listening, listen } from "../../app/centre/listen.ts";
import { webRoot } from "../../app/centre/web-root.ts";
import { to } from "../../dashboards/web/routes.ts";
import { systemClock } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { factsByProbe } from "../../posture/testing/plant-life.ts";
import { logIn, openBrowser } from "../support/browser.ts";
import { available, chromium } from "../support/tools.ts";
import { answerOf, type Deliver, deliveries, largeInventory } from "./large-plant.ts";
import { print } from "./measure.ts";
import { type Counts, countsOf, countUpdates, type FirstLoad, interactive, scrollFrames } from "./pages-in-browser.ts";

const host = "127.0.0.1";
const watched = { id: "watched", assets: 1000, collector: "watched-collector" };
/** Its assets make the list long; nothing was heard of them. */
const listed = { id: "listed", assets: 9000, collector: "listed-collector" };
/** What happens there does not concern a page of another enterprise. */
const neighbour = { id: "pharma", asset: "reactor", collector: "collector-2" };
const opcuaEvery = 4;
const loads = 5;
const wheelTurns = 300;
const windowMs = 12_000;
const eventCount = 50;

interface Stage {
  readonly test: TestCentre;
  readonly base: string;
  readonly cookie: string;
  readonly deliver: Deliver;
}

/** The pages in a browser over a centre in this process: the first load, a long list, and what live updates draw again. */
export async function benchPages(): Promise<void> {
  if (!available(chromium)) return print("Pages: Chromium is not installed, nothing measured");
  await buildWeb(print);
  const test = await openTestCentre({ clock: systemClock, webRoot });
  let listening: Listening | undefined;
  try {
    const deliver = await fill(test);
    listening = await listen(test.centre.app.fetch, host, 0);
    const { cookie } = await personFor(test, "reader", { role: "administrator", enterpriseId: null });
    const stage = { test, base: `http://${host}:${listening.port}`, cookie, deliver };
    await benchFirstLoad(stage);
    await benchLive(stage);
    await addInventory(test, listed);
    // The centre trusts what it read of inventories for five seconds.
    await sleep(5500);
    await benchScrolling(stage);
  } finally {
    await listening?.close();
    await test.close();
  }
}

/** Every fourth asset has both endpoints and the others one of Modbus, which gives some thirty verdicts an asset. */
async function addInventory(test: TestCentre, { id, assets, collector }: typeof watched): Promise<Inventory> {
  const both = largeInventory(id, assets, collector);
  const kept = both.assets.map((asset, index) =>
    index % opcuaEvery === 0 ? asset : { ...asset, endpoints: asset.endpoints.filter(({ protocol }) => protocol === "modbus") },
  );
  const inventory = { ...both, assets: kept };
  await test.records.inventoryEdits.save({ inventory, after: 0, at: systemClock.now(), departures: [] });
  return inventory;
}

/** Judged assets of one enterprise, and findings of another. */
async function fill(test: TestCentre): Promise<Deliver> {
  const inventory = await addInventory(test, watched);
  const startedAt = performance.now();
  const deliver = deliveries(test.centre, watched.collector, await test.centre.issueCollectorToken(watched.collector));
  const probes = [...factsByProbe.keys()];
  const answers = inventory.assets.flatMap(({ id, endpoints }, index) =>
    probes
      .filter((probe) => endpoints.some(({ protocol }) => probe.startsWith(protocol)))
      .map((probe) => answerOf(watched.id, id, probe, index)),
  );
  for (let at = 0; at < answers.length; at += 500) await deliver(answers.slice(at, at + 500));
  const aside = deliveries(test.centre, neighbour.collector, await test.centre.issueCollectorToken(neighbour.collector));
  const opcua = probes.filter((probe) => probe.startsWith("opcua"));
  await aside(opcua.map((probe) => answerOf(neighbour.id, neighbour.asset, probe, 1)));
  const verdicts = await settledVerdicts(test);
  const findings = await test.records.findings.list({ enterpriseId: watched.id });
  print(
    `Pages over a centre in this process with ${watched.assets + 3} assets, ${verdicts} verdicts and ${findings.length} findings in its records (filled in ${((performance.now() - startedAt) / 1000).toFixed(0)} s); Chromium without a screen, 1440 × 900; load average ${load()}`,
  );
  return deliver;
}

/** How many there are once judging has come to rest. */
async function settledVerdicts({ records }: TestCentre): Promise<number> {
  let at: number | undefined;
  for (;;) {
    await sleep(4000);
    const score = await records.scores.latest(watched.id, null, "miit", "objectives");
    if (score !== undefined && score.at === at) return (await records.verdicts.list({ enterpriseId: watched.id })).length;
    at = score?.at;
  }
}

/** Each time with an empty profile, so that nothing is in any cache. */
async function benchFirstLoad(stage: Stage): Promise<void> {
  const times: FirstLoad[] = [];
  for (let round = 0; round < loads; round++) {
    await withPage(stage, async (page) => {
      await page.addInitScript(interactive);
      await page.goto(stage.base + to.overview(), { waitUntil: "commit" });
      times.push(await untilAnswered(page));
    });
  }
  const figures = (name: keyof FirstLoad) => {
    const sorted = times.map((time) => time[name]).sort((a, b) => a - b);
    return `median ${share(sorted, 0.5)}, worst ${share(sorted, 1)}`;
  };
  print(
    `  overview from navigation, empty cache, ${loads} loads: list of enterprises asked for ${figures("asked")}; its answer there ${figures("read")}; table drawn ${figures("drawn")}; a link answers (goal 2,000 ms) ${figures("answered")}; load average ${load()}`,
  );
}

/** The content security policy of the pages forbids the waiting that the browser's driver has. */
async function untilAnswered(page: Page): Promise<FirstLoad> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const times = await page.evaluate<Partial<FirstLoad> | undefined>("window.interactive");
    if (times?.answered !== undefined) return { asked: 0, read: 0, drawn: 0, ...times, answered: times.answered };
    await sleep(100);
  }
  throw new Error("the overview was not there after a minute");
}

/** Turns of a mouse wheel over the list, one after another as fast as the browser takes them. */
async function benchScrolling(stage: Stage): Promise<void> {
  await withPage(stage, async (page) => {
    await page.goto(stage.base + to.assets());
    const everything = new RegExp(`\\b${(watched.assets + listed.assets + 3).toString()}\\b`);
    await page.locator(".filters .push", { hasText: everything }).waitFor({ timeout: 60_000 });
    await page.locator(".ant-table-row").nth(5).hover();
    await page.evaluate(scrollFrames);
    for (let turn = 0; turn < wheelTurns; turn++) await page.mouse.wheel(0, 300);
    const { frames, rows, last } = await page.evaluate<{ frames: number[]; rows: number; last: string }>("window.endFrames()");
    frames.sort((a, b) => a - b);
    const slow = frames.filter((frame) => frame > 50).length;
    print(
      `  list of ${watched.assets + listed.assets + 3} assets, ${wheelTurns} turns of a wheel by 300 px down to "${last}": ${frames.length} frames, median ${share(frames, 0.5)}, p95 ${share(frames, 0.95)}, worst ${share(frames, 1)}, ${slow} longer than 50 ms; at most ${rows} rows in the document; load average ${load()}`,
    );
  });
}

/** An asset's page while events of another enterprise come in, against the same time without; then one that concerns it. */
async function benchLive(stage: Stage): Promise<void> {
  await withPage(stage, async (page) => {
    let reads = 0;
    page.on("request", (request) => {
      if (request.url().includes(apiRoot)) reads += 1;
    });
    await page.addInitScript(countUpdates);
    await page.goto(stage.base + to.asset(`${watched.id}.asset-0`));
    await page.locator("main h1").waitFor();
    await sleep(4000);
    const during = async (act: () => Promise<void>): Promise<string> => {
      const [before, readsBefore, startedAt] = [await page.evaluate<Counts>(countsOf), reads, performance.now()];
      await act();
      await sleep(Math.max(0, windowMs - (performance.now() - startedAt)));
      const after = await page.evaluate<Counts>(countsOf);
      return `${after.events - before.events} events, ${reads - readsBefore} reads, ${after.commits - before.commits} React commits, ${after.mutations - before.mutations} changes of the document outside of ages (${after.ages - before.ages} of ages)`;
    };
    print(`  an asset's page, ${windowMs / 1000} s each:`);
    print(`    nothing happens: ${await during(async () => undefined)}`);
    print(`    events of another enterprise: ${await during(() => decideElsewhere(stage))}`);
    const news = [...factsByProbe.keys()].map((probe) => answerOf(watched.id, "asset-0", probe, 3));
    print(`    for comparison, new facts of this asset: ${await during(() => stage.deliver(news))}; load average ${load()}`);
  });
}

/** Decides findings of the other enterprise back and forth, an event each. */
async function decideElsewhere({ test }: Stage): Promise<void> {
  const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
  const all = await test.records.findings.list({ enterpriseId: neighbour.id });
  const findings = all.filter(({ status }) => status !== "resolved");
  for (let turn = 0; turn < eventCount; turn++) {
    const id = findings[turn % findings.length]?.id ?? "";
    const finding = await test.records.findings.get(id);
    const action = finding?.status === "acknowledged" ? "reopen" : "acknowledge";
    const body = { version: finding?.version, action };
    const answer = await test.ask(`${apiRoot}/findings/${encodeURIComponent(id)}`, { token, method: "PATCH", body });
    if (!answer.ok) throw new Error(`the decision was answered with ${answer.status}: ${await answer.text()}`);
    await sleep((windowMs - 4000) / eventCount);
  }
}

async function withPage({ base, cookie }: Stage, look: (page: Page) => Promise<void>): Promise<void> {
  const browser = await openBrowser({ language: "en", scheme: "light" });
  try {
    await logIn(browser.context, base, cookie);
    await look(await browser.context.newPage());
  } finally {
    await browser.close();
  }
}

function share(sorted: readonly number[], fraction: number): string {
  const milliseconds = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0;
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
