import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { type Listening, listen } from "../../app/centre/listen.ts";
import { webRoot } from "../../app/centre/web-root.ts";
import { to } from "../../dashboards/web/routes.ts";
import type { Finding } from "../../model/finding.ts";
import { logIn, type OpenBrowser, openBrowser } from "../support/browser.ts";
import { freePort } from "../support/processes.ts";
import { cookieFrom } from "../support/session.ts";
import { available, chromium } from "../support/tools.ts";

const patience = 15_000;
const enterprise = "waterworks";

const finding: Finding = {
  id: "finding-1",
  checkId: "inventory.owner",
  enterpriseId: enterprise,
  siteId: "plant",
  assetId: "pump",
  status: "open",
  severity: "medium",
  firstSeen: 1,
  lastSeen: 1,
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  endpoints: [],
  version: 1,
};

const pages: Readonly<Record<string, string>> = {
  overview: to.overview(),
  enterprise: to.enterprise(enterprise),
  assets: to.assets(),
  asset: to.asset(`${enterprise}.pump`),
  inventory: to.inventory(enterprise),
  findings: to.findings(),
  finding: to.finding(finding.id),
  objective: to.objective(enterprise, "miit.1.1.a"),
  compliance: to.compliance({ enterprise }),
  "work list": to.compliance({ enterprise, view: "work" }),
  "hand-in": to.compliance({ enterprise, view: "hand-in" }),
  ledger: to.compliance({ enterprise, view: "ledger" }),
  reports: to.reports({ enterprise }),
  submissions: to.submissions({ enterprise }),
  advisories: to.advisories(),
  timeline: to.timeline({ enterprise }),
  comparison: to.comparison(),
  addresses: to.addresses({ enterprise }),
  discovery: to.discovery({ enterprise }),
  alerts: to.alerts(),
  simulation: to.simulation(),
  zones: to.zones(),
  collectors: to.collectors(),
};

/** Everything that a viewer can press, pressed: whatever a role may not do is not offered. */
describe.skipIf(!available(chromium))("a viewer", () => {
  let test: TestCentre;
  let listening: Listening;
  let browser: OpenBrowser;
  let page: Page;
  let baseUrl: string;
  const refused: string[] = [];
  let pressed = 0;

  beforeAll(async () => {
    const port = await freePort();
    baseUrl = `http://127.0.0.1:${port}`;
    test = await openTestCentre({ baseUrl, webRoot });
    await test.records.findings.save([finding]);
    listening = await listen(test.centre.app.fetch, "127.0.0.1", port);
    browser = await openBrowser({ language: "zh-CN", scheme: "light" });
    await logIn(browser.context, baseUrl, await viewerCookie());
    page = await browser.context.newPage();
    page.setDefaultTimeout(patience);
    page.on("response", (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${new URL(response.url()).pathname}`);
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await test?.close();
  }, 60_000);

  async function viewerCookie(): Promise<string> {
    const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
    const body = { name: "看", email: "viewer@example.org", grants: [{ role: "viewer", enterpriseId: enterprise }] };
    const made = await test.ask("/api/v1/users", { token, method: "POST", body });
    return cookieFrom(((await made.json()) as { link: { url: string } }).link.url);
  }

  it.each(Object.entries(pages))(
    "meets no refusal on the page %s, whatever it presses",
    async (_, path) => {
      await page.goto(new URL(path, baseUrl).href);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const buttons = page.locator("main button:visible:enabled");
      const count = Math.min(await buttons.count(), 12);
      for (let index = 0; index < count; index++) {
        const button = buttons.nth(index);
        if (!(await button.isVisible().catch(() => false))) continue;
        await button.click({ timeout: 2000 }).then(
          () => {
            pressed += 1;
          },
          () => undefined,
        );
        const agree = page.locator(".ant-modal-wrap:visible .ant-btn-primary").first();
        if (await agree.isVisible()) await agree.click({ timeout: 1000 }).catch(() => undefined);
        await page.keyboard.press("Escape");
        if (new URL(page.url()).pathname !== new URL(path, baseUrl).pathname) await page.goto(new URL(path, baseUrl).href);
      }
      expect(refused).toEqual([]);
    },
    60_000,
  );

  it("is shown no way into administration", async () => {
    await page.goto(baseUrl);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByRole("link", { name: "管理" }).count()).toBe(0);
    await page.goto(`${baseUrl}/administration`);
    await page.getByText("您的角色无权进行此操作").waitFor();
    expect(refused).toEqual([]);
    expect(pressed).toBeGreaterThan(Object.keys(pages).length);
  }, 60_000);
});
