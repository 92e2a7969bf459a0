import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { personFor } from "../../api/testing/people.ts";
import { buildWeb } from "../../app/build-web.ts";
import { type Listening, listen } from "../../app/centre/listen.ts";
import { webRoot } from "../../app/centre/web-root.ts";
import { logIn, type OpenBrowser, openBrowser } from "../support/browser.ts";
import { freePort } from "../support/processes.ts";
import { available, chromium } from "../support/tools.ts";

let test: TestCentre;
let listening: Listening;
let port: number;
let base: string;
let cookie: string;

const host = "127.0.0.1";
const startListening = async () => {
  listening = await listen(test.centre.app.fetch, host, port);
};

beforeAll(async () => {
  await buildWeb(() => undefined);
  test = await openTestCentre({ webRoot });
  await test.centre.start();
  port = await freePort();
  base = `http://${host}:${port}`;
  cookie = (await personFor(test, "wall", { role: "viewer", enterpriseId: null })).cookie;
  await startListening();
}, 60_000);

afterAll(async () => {
  await listening.close();
  await test.close();
});

const shown = { timeout: 20_000 };
const titles = ["企业得分", "主要任务", "区域与通道", "最近事件", "采集与数据时效"];

/** Texts on the page whose capitals and digits are lower than 1/45 of its height, and whatever makes it scroll. */
function unreadable(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const found = [];
    const pen = document.createElement("canvas").getContext("2d");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (node.textContent.trim() === "" || holder.closest("noscript, script, .visually-hidden") !== null) continue;
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(holder);
      pen.font = fontWeight + " " + fontSize + " " + fontFamily;
      const { actualBoundingBoxAscent } = pen.measureText("0");
      if (actualBoundingBoxAscent < innerHeight / 45) found.push(actualBoundingBoxAscent + ": " + node.textContent);
    }
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth) found.push("scrolls: " + scrollWidth + " x " + scrollHeight);
    const view = document.querySelector(".wall-view");
    if (view !== null && view.scrollHeight > view.clientHeight + 1) found.push("cut off: " + view.scrollHeight);
    return found;
  })()`);
}

async function withBrowser(size: { width: number; height: number }, look: (page: Page, browser: OpenBrowser) => Promise<void>) {
  const browser = await openBrowser({ language: "zh-CN", scheme: "light", ...size });
  try {
    await look(await browser.context.newPage(), browser);
  } finally {
    await browser.close();
  }
}

it.skipIf(!available(chromium)).each([
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
])(
  "the wallboard can be read from afar at $width x $height, view by view",
  (size) =>
    withBrowser(size, async (page, { context }) => {
      const errors: string[] = [];
      const scripts: string[] = [];
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("request", (request) => scripts.push(request.url()));
      await logIn(context, base, cookie);
      await page.goto(`${base}/wallboard`);
      for (const title of titles) {
        await page.getByRole("heading", { level: 1, name: title }).first().waitFor(shown);
        await page.waitForTimeout(150);
        expect(await unreadable(page), title).toEqual([]);
        // Each enterprise has views of its own; the next title is at most two of them away.
        for (let turns = 0; turns < 3 && title !== titles.at(-1); turns += 1) {
          const next = titles[titles.indexOf(title) + 1] ?? "";
          if ((await page.getByRole("heading", { level: 1 }).textContent())?.startsWith(next) === true) break;
          await page.keyboard.press("ArrowRight");
        }
      }
      expect(errors).toEqual([]);
      expect(scripts.filter((url) => url.includes("/antd"))).toEqual([]);
    }),
  60_000,
);

it.skipIf(!available(chromium))(
  "it turns by itself, speaks the language that its address names, and comes back after the centre was gone",
  () =>
    withBrowser({ width: 1920, height: 1080 }, async (page, { context }) => {
      await page.goto(`${base}/wallboard?lang=en&every=2`);
      await page.getByText("The session has ended").waitFor(shown);
      const link = page.getByRole("link", { name: `${base}/login` });
      expect(await link.getAttribute("href")).toBe("/login?next=%2Fwallboard%3Flang%3Den%26every%3D2");
      expect(await unreadable(page)).toEqual([]);

      await logIn(context, base, cookie);
      await page.getByRole("heading", { level: 1, name: "Scores" }).waitFor(shown);
      await page
        .getByRole("heading", { level: 1, name: /^Main tasks/ })
        .first()
        .waitFor(shown);

      await listening.close();
      await page.getByText("No connection to the centre").waitFor(shown);
      expect(await unreadable(page)).toEqual([]);
      await startListening();
      await page.getByText("No connection to the centre").waitFor({ ...shown, state: "detached" });
      await page.locator(".live-live").waitFor(shown);
    }),
  90_000,
);
