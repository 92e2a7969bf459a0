import type { Page } from "playwright-core";
import { expect, vi } from "vitest";
import type { Language } from "../../model/language.ts";
import { expectAccessible } from "../support/accessible.ts";
import { logIn, openBrowser } from "../support/browser.ts";
import { everyPage } from "../support/every-page.ts";
import { available, chromium } from "../support/tools.ts";
import { inspectDiscovery } from "./discovery-page.ts";

const headings = {
  "zh-CN": {
    "/": "总览",
    "/assets": "资产",
    "/discovery": "发现",
    "/findings": "问题",
    "/compliance": "合规",
    "/addresses": "地址备案",
    "/zones": "区域",
    "/timeline": "事件",
    "/collectors": "采集",
  },
  en: {
    "/": "Overview",
    "/assets": "Assets",
    "/discovery": "Discovery",
    "/findings": "Findings",
    "/compliance": "Compliance",
    "/addresses": "Address records",
    "/zones": "Zones",
    "/timeline": "Events",
    "/collectors": "Collectors",
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Looks at every page as a person does; says loudly where no browser is there. */
export async function inspectPages(baseUrl: string, cookie: string, language: Language, scheme: "light" | "dark"): Promise<void> {
  if (!available(chromium)) return;
  const browser = await openBrowser({ language, scheme });
  try {
    const page = await browser.context.newPage();
    const errors: string[] = [];
    const elsewhere: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(baseUrl) && !request.url().startsWith("data:")) elsewhere.push(request.url());
    });

    await page.goto(baseUrl);
    await page.locator("input[type=password]").waitFor();
    await logIn(browser.context, baseUrl, cookie);

    for (const [path, heading] of Object.entries(headings[language])) {
      await page.goto(new URL(path, baseUrl).href);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
    for (const [name, open] of Object.entries(everyPage)) {
      await open(page, baseUrl);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(page, `${language} ${scheme} ${name}`);
      await expectReflow(page, `${language} ${name}`);
    }
    await inspectDiscovery(page, baseUrl, language, `${language} ${scheme}`);
    await followANumberDown(page, baseUrl, `${language} ${scheme}`);
    await expectLive(page, baseUrl, language);
    expect(errors).toEqual([]);
    expect(elsewhere).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** At 320 px, a page at 400 %, nothing lies beside the page (WCAG 2.2, 1.4.10); wide tables scroll in boxes of their own. */
async function expectReflow(page: Page, where: string): Promise<void> {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = () => page.evaluate<number>("document.documentElement.scrollWidth");
  await vi.waitFor(async () => expect(await width(), `${where} at 320 px`).toBeLessThanOrEqual(320), 5000);
  if (usual !== null) await page.setViewportSize(usual);
}

/** From the score on the first page down to the raw facts that one of its lines rests on. */
async function followANumberDown(page: Page, baseUrl: string, where: string): Promise<void> {
  await page.goto(new URL("/enterprises/qingwan-water", baseUrl).href);
  await page.locator('a[href*="/explanation"]').first().click();
  await page.waitForURL(/\/explanation/);
  await expectAccessible(page, `${where} explanation`);
  await page.goto(new URL("/findings?enterprise=qingwan-water", baseUrl).href);
  await page.locator('main a[href^="/findings/"]').first().click();
  await page.waitForURL(/\/findings\/.+/);
  await expectAccessible(page, `${where} finding`);
  await page.locator('main a[href^="/observations/"]').first().click();
  await page.waitForURL(/\/observations\/.+pointer=/);
  await page.locator(".facts-marked").first().waitFor();
  expect(await page.locator("main").textContent()).toMatch(/[0-9a-f]{64}/);
  await expectAccessible(page, `${where} observation`);
}

const stopped = { "zh-CN": "停止", en: "Stopped by" } as const satisfies Record<Language, string>;

/** What somebody else changes appears without a reload. */
async function expectLive(page: Page, baseUrl: string, language: Language): Promise<void> {
  await page.goto(new URL("/collectors", baseUrl).href);
  await page.getByRole("heading", { level: 1 }).waitFor();
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  const other = await page.context().newPage();
  await other.goto(new URL("/timeline", baseUrl).href);
  const setPolling = (off: boolean) =>
    other.evaluate(
      async (body) => {
        const response = await fetch("/api/v1/sites/kangyuan-pharma/campus/polling", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        });
        return response.status;
      },
      JSON.stringify({ stopped: off }),
    );
  expect(await setPolling(true)).toBeLessThan(300);
  const marker = page.locator("td strong", { hasText: stopped[language] });
  await marker.waitFor({ timeout: 10_000 });
  expect(await setPolling(false)).toBeLessThan(300);
  await marker.waitFor({ state: "detached", timeout: 10_000 });
  expect(loads).toBe(0);
  await other.close();
}
