import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { to } from "../dashboards/web/routes.ts";
import type { Language } from "../model/language.ts";
import { logIn, openBrowser } from "./support/browser.ts";
import { everyPage } from "./support/every-page.ts";
import { freePort } from "./support/processes.ts";
import { provenCookieFrom } from "./support/second-factor.ts";

/** Pictures of every page in both languages and themes into docs/images, taken from a demonstration of its own. */

const root = fileURLToPath(new URL("..", import.meta.url));
const images = join(root, "docs/images");
const settleMs = 20_000;

/** Faces of pages that show another thing than the page as it opens. */
const faces: Readonly<Record<string, string>> = {
  "work-list": to.compliance({ enterprise: "qingwan-water", view: "work" }),
  "hand-in": to.compliance({ enterprise: "qingwan-water", view: "hand-in" }),
  ledger: to.compliance({ enterprise: "qingwan-water", view: "ledger" }),
  calendar: to.compliance({ enterprise: "qingwan-water", view: "calendar" }),
  classification: to.compliance({ enterprise: "qingwan-water", view: "classification" }),
  board: `${to.findings({ enterprise: "qingwan-water" })}&form=board`,
};

const pictures: Readonly<Record<string, (page: Page, baseUrl: string) => Promise<unknown>>> = {
  ...everyPage,
  ...Object.fromEntries(
    Object.entries(faces).map(([name, path]) => [name, (page: Page, base: string) => page.goto(new URL(path, base).href)]),
  ),
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
    for (const [name, open] of Object.entries(pictures)) {
      await open(page, baseUrl);
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
