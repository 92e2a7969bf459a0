import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { stringify } from "yaml";
import { buildWeb } from "../../app/build-web.ts";
import { systemClock } from "../../model/instant.ts";
import { assetSchema } from "../../model/inventory/inventory.ts";
import type { SimulatedDevice } from "../../simulators/define.ts";
import { loadSimulator } from "../../simulators/index.ts";
import { expectAccessible } from "../support/accessible.ts";
import { logIn, openBrowser } from "../support/browser.ts";
import { freePort, type RunningProcess, startProcess } from "../support/processes.ts";
import { provenCookieFrom } from "../support/second-factor.ts";
import { available, chromium } from "../support/tools.ts";

/** A power meter on loopback. */
async function startMeter(dataDir: string): Promise<SimulatedDevice> {
  const { simulator, profile } = await loadSimulator("modbus/power-meter");
  const asset = assetSchema.parse({
    id: "meter",
    name: "meter",
    site: "main",
    role: "field-device",
    endpoints: [{ id: "bus", protocol: "modbus", url: "modbus://127.0.0.1:1/1" }],
  });
  const endpoints = asset.endpoints.map((endpoint) => ({ asset, endpoint }));
  const listeners = [{ host: "127.0.0.1", port: 0, endpoints }];
  const declaration = { id: "meter", weaknesses: [], without: [], listeners, seed: 1, profile };
  const environment = { clock: systemClock, log: pino({ enabled: false }), trustedClientPems: [], dataDir };
  return simulator.start(declaration, environment);
}

let folder: string;
let baseUrl: string;
let meter: SimulatedDevice;
let up: RunningProcess[] = [];
let cookie: string;

beforeAll(async () => {
  await buildWeb(() => undefined);
  folder = await mkdtemp(join(tmpdir(), "plantwatch-start-"));
  meter = await startMeter(folder);
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  const config = join(folder, "plantwatch.yaml");
  const collector = { id: "c1", centre: baseUrl, mayContact: ["127.0.0.0/8"], startSpread: "100ms" };
  await writeFile(config, stringify({ data: "data", centre: { port }, collector }));
  // As `up` does: first the centre, which makes the collector's token, then the collector.
  up = [await startProcess(["serve", "--config", config])];
  const link = /http:\S+\/session\/link\?token=\S+/.exec(up[0]?.lines.join("\n") ?? "")?.[0] ?? "";
  cookie = await provenCookieFrom(link);
  up.push(await startProcess(["collect", "--config", config]));
}, 60_000);

afterAll(async () => {
  for (const one of up.toReversed()) await one.stop();
  await meter.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const shown = { timeout: 20_000 };

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
}

it.skipIf(!available(chromium))(
  "the guided start leads from an empty data folder to a score",
  async () => {
    const browser = await openBrowser({ language: "zh-CN", scheme: "light" });
    try {
      await logIn(browser.context, baseUrl, cookie);
      const page = await browser.context.newPage();
      await page.goto(baseUrl);
      await page.waitForURL(/\/start/);
      await page.getByRole("heading", { level: 2, name: "监测哪家企业？" }).waitFor(shown);
      await expectAccessible(page, "the first step");
      await typeInto(page, "企业名称", "清源水务");
      await page.getByRole("button", { name: "建立企业" }).click();

      await page.getByRole("heading", { level: 2, name: "厂区在哪里，分哪些区域？" }).waitFor(shown);
      await page.getByText("采集器 c1 正在运行").waitFor(shown);
      await page.getByRole("button", { name: "跳过这一步" }).click();

      await page.getByRole("heading", { level: 2, name: "有哪些设备？" }).waitFor(shown);
      await typeInto(page, "设备名称", "电表");
      await typeInto(page, "连接地址", "http://127.0.0.1");
      await page.getByRole("button", { name: "加入这台设备" }).click();
      await page.getByText("例如 opc.tcp://").nth(1).waitFor(shown);
      await typeInto(page, "连接地址", meter.endpoints[0]?.url ?? "");
      await page.getByRole("button", { name: "加入这台设备" }).click();
      await page.getByText("已有 1 项资产").waitFor(shown);
      await page.getByRole("button", { name: "下一步" }).click();

      await page.getByText("1 项资产中已有 1 项得到观测").waitFor(shown);
      await page.getByRole("button", { name: "查看得分" }).click();
      await page
        .getByText(/已证实 \d+/)
        .first()
        .waitFor(shown);
      await page.getByRole("button", { name: "打开企业页面" }).click();
      await page.waitForURL(/\/enterprises\//);
      await page.getByRole("heading", { level: 1, name: "清源水务" }).waitFor(shown);

      // What was skipped is where the guide goes on.
      await page.goto(`${baseUrl}/start`);
      await page.getByRole("heading", { level: 2, name: "厂区在哪里，分哪些区域？" }).waitFor(shown);
    } finally {
      await browser.close();
    }
  },
  90_000,
);

it.skipIf(!available(chromium))(
  "what edits the inventory is accessible, in English and dark as well",
  async () => {
    const browser = await openBrowser({ language: "en", scheme: "dark" });
    try {
      await logIn(browser.context, baseUrl, cookie);
      const page = await browser.context.newPage();
      for (const [path, heading] of [
        ["/start?step=assets", "Guided start"],
        ["/new-asset?enterprise=enterprise", "Add asset"],
        ["/inventory/enterprise", "Inventory of 清源水务"],
        ["/assets", "Assets"],
      ] as const) {
        await page.goto(baseUrl + path);
        await page.getByRole("heading", { level: 1, name: heading }).waitFor(shown);
        await page.locator("main :is(form, .panel)").first().waitFor(shown);
        await expectAccessible(page, path);
      }
    } finally {
      await browser.close();
    }
  },
  90_000,
);
