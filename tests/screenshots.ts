import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { Language } from "../model/language.ts";
import { logIn, openBrowser } from "./support/browser.ts";
import { freePort } from "./support/processes.ts";
import { provenCookieFrom } from "./support/second-factor.ts";

/** Pictures of every page in both languages and themes into docs/images, taken from a demonstration of its own. */

const root = fileURLToPath(new URL("..", import.meta.url));
const images = join(root, "docs/images");
const settleMs = 20_000;

/** A page by its address, or by the links that lead to it. */
const pages: Readonly<Record<string, (page: Page, baseUrl: string) => Promise<unknown>>> = {
  overview: (page, base) => page.goto(base),
  enterprise: (page, base) => page.goto(`${base}/enterprises/qingwan-water`),
  explanation: (page, base) => page.goto(`${base}/enterprises/qingwan-water/explanation`),
  assets: (page, base) => page.goto(`${base}/assets`),
  asset: (page, base) => page.goto(`${base}/assets/qingwan-water.scada-server`),
  compliance: (page, base) => page.goto(`${base}/compliance?enterprise=qingwan-water`),
  "work-list": (page, base) => page.goto(`${base}/compliance?enterprise=qingwan-water&view=work`),
  "hand-in": (page, base) => page.goto(`${base}/compliance?enterprise=qingwan-water&view=hand-in`),
  ledger: (page, base) => page.goto(`${base}/compliance?enterprise=qingwan-water&view=ledger`),
  calendar: (page, base) => page.goto(`${base}/compliance?enterprise=qingwan-water&view=calendar`),
  classification: (page, base) => page.goto(`${base}/compliance?enterprise=qingwan-water&view=classification`),
  objective: (page, base) => page.goto(`${base}/objectives/qingwan-water/miit.1.1.a`),
  board: (page, base) => page.goto(`${base}/findings?enterprise=qingwan-water&form=board`),
  zones: (page, base) => page.goto(`${base}/zones`),
  findings: (page, base) => page.goto(`${base}/findings`),
  async finding(page, base) {
    await page.goto(`${base}/findings?enterprise=qingwan-water`);
    await page.locator('main a[href^="/findings/"]').first().click();
  },
  async observation(page, base) {
    await this.finding?.(page, base);
    await page.locator('main a[href^="/observations/"]').first().click();
  },
  events: (page, base) => page.goto(`${base}/timeline`),
  addresses: (page, base) => page.goto(`${base}/addresses`),
  simulation: (page, base) => page.goto(`${base}/simulation`),
  collectors: (page, base) => page.goto(`${base}/collectors`),
};

const data = await mkdtemp(join(tmpdir(), "plantwatch-pictures-"));
const port = await freePort();
const demo = spawn(process.execPath, ["app/bin.mjs", "demo"], {
  cwd: root,
  env: { ...process.env, PLANTWATCH_DATA: data, PLANTWATCH_PORT: String(port), PLANTWATCH_LOG: "warn" },
});
let output = "";
demo.stdout.on("data", (chunk: Buffer) => {
  output += chunk.toString();
});
while (!output.includes("/session/link?token=")) await sleep(200);
const baseUrl = `http://127.0.0.1:${port}`;
const cookie = await provenCookieFrom(/http:\S+\/session\/link\?token=\S+/.exec(output)?.[0] ?? "");
await sleep(settleMs);
await mkdir(images, { recursive: true });
for (const language of ["zh-CN", "en"] as const satisfies readonly Language[]) {
  for (const scheme of ["light", "dark"] as const) {
    const browser = await openBrowser({ language, scheme });
    await logIn(browser.context, baseUrl, cookie);
    const page = await browser.context.newPage();
    for (const [name, open] of Object.entries(pages)) {
      await open.call(pages, page, baseUrl);
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(images, `${name}-${language}-${scheme}.png`) });
      process.stdout.write(`${name} ${language} ${scheme}\n`);
    }
    await browser.close();
  }
}
const exited = new Promise((resolve) => demo.once("exit", resolve));
demo.kill("SIGINT");
await exited;
await rm(data, { recursive: true, force: true });
