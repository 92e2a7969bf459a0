import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Language } from "../../model/language.ts";
import { expectAccessible } from "../support/accessible.ts";

const words = {
  "zh-CN": {
    look: "探测此设备",
    ignore: "忽略",
    start: "实时预览",
    live: /实时 · 已用请求/,
    doubt: "字序可能写反",
    order: /^字序/,
    other: "低字在前",
  },
  en: {
    look: "Probe this device",
    ignore: "Ignore",
    start: "Live preview",
    live: /^● Live/,
    doubt: "other word order",
    order: /^Word order/,
    other: "low word first",
  },
} as const satisfies Record<Language, object>;

/** Looks at a device that nobody declared as a person does: probes it, watches its values, and sees what a wrong word order would be. */
export async function inspectDiscovery(page: Page, baseUrl: string, language: Language, where: string): Promise<void> {
  const say = words[language];
  await page.goto(new URL("/discovery?enterprise=qingwan-water", baseUrl).href);
  await page.locator('main a[href^="/discovery/"]', { hasText: "HL-1200" }).click();
  await page.waitForURL(/\/discovery\/.+/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("button", { name: say.ignore, exact: true }).waitFor();
  const unknown = page.getByRole("button", { name: say.look, exact: true });
  if ((await unknown.count()) > 0) await unknown.click();
  await page.getByRole("button", { name: say.start }).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: say.start }).click();
  await page.getByText(say.live).waitFor({ timeout: 20_000 });
  await expectAccessible(page, `${where} proposal`);
  // Other rows name the type as one of their other readings.
  const ofType = page.locator(".ant-select", { hasText: /^float32$/ });
  const row = page.locator(".preview-table tbody tr").filter({ has: ofType }).first();
  const right = await row.locator(".preview-value").textContent();
  await row.getByRole("combobox", { name: say.order }).click();
  await page.locator(".ant-select-item-option", { hasText: say.other }).last().click();
  await row.getByText(say.doubt).waitFor();
  expect(await row.locator(".preview-value").textContent()).not.toBe(right);
}
