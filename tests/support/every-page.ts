import { fileURLToPath } from "node:url";
import type { Page as BrowserPage } from "playwright-core";
import { type Page, to } from "../../dashboards/web/routes.ts";

/** Opens a page in the demonstration as a person gets there. */
type Open = (page: BrowserPage, baseUrl: string) => Promise<unknown>;

const plant = "qingwan-water";
const at =
  (path: string): Open =>
  (page, baseUrl) =>
    page.goto(new URL(path, baseUrl).href);

/** Opens a list and follows its first link that begins so. */
const firstLink =
  (list: string, start: string): Open =>
  async (page, baseUrl) => {
    await at(list)(page, baseUrl);
    await page.locator(`main a[href^="${start}"]`).first().click();
    await page.waitForURL((url) => url.pathname.startsWith(start));
  };

const shippedAdvisory = fileURLToPath(new URL("../../simulators/advisories/pws-2026-001.json", import.meta.url));
/** A report is made in seconds, on a machine that does much else in minutes. */
const reportPatience = 180_000;
const finding = firstLink(to.findings({ enterprise: plant }), "/findings/");

/**
 * A way to every page that there is; the log-in page shows to those who have no session. A page without its line does not
 * compile. What the demonstration does not hold is made on the way by a person who may; the page of a claim is looked at where two people write and
 * review one.
 */
export const everyPage: Readonly<Record<Exclude<Page["name"], "attestation">, Open>> = {
  overview: at(to.overview()),
  login: at(to.login()),
  enterprise: at(to.enterprise(plant)),
  explanation: at(to.explanation(plant)),
  assets: at(to.assets()),
  asset: at(to.asset(`${plant}.scada-server`)),
  "edit-asset": at(to.editAsset(`${plant}.scada-server`)),
  "new-asset": at(to.newAsset(plant)),
  inventory: at(to.inventory(plant)),
  start: at(to.start()),
  findings: at(to.findings()),
  finding,
  async observation(page, baseUrl) {
    await finding(page, baseUrl);
    await page.locator('main a[href^="/observations/"]').first().click();
    await page.waitForURL(/\/observations\/.+/);
  },
  zones: at(to.zones()),
  timeline: at(to.timeline()),
  collectors: at(to.collectors()),
  addresses: at(to.addresses()),
  advisories: at(to.advisories()),
  async advisory(page, baseUrl) {
    await at(to.advisories({ view: "import" }))(page, baseUrl);
    await page.locator("main input[type=file]").setInputFiles(shippedAdvisory);
    await page.locator("main table").waitFor();
    await firstLink(to.advisories(), "/advisories/")(page, baseUrl);
  },
  discovery: at(to.discovery({ enterprise: plant })),
  proposal: firstLink(to.discovery({ enterprise: plant }), "/discovery/"),
  compliance: at(to.compliance({ enterprise: plant })),
  submissions: at(to.submissions()),
  reports: at(to.reports({ enterprise: plant })),
  async report(page, baseUrl) {
    await at(to.reports({ enterprise: plant }))(page, baseUrl);
    await page.locator(".report-make .ant-btn-primary").click();
    const report = page.locator('main a[href^="/reports/"]').first();
    await report.click({ timeout: reportPatience });
    await page.waitForURL(/\/reports\/.+/);
  },
  async incident(page, baseUrl) {
    await at(to.reports({ enterprise: plant }))(page, baseUrl);
    await page.locator(".incident-new button").click();
    await page.waitForURL(/\/incidents\/.+/);
  },
  objective: at(to.objective(plant, "miit.1.1.a")),
  account: at(to.account()),
  administration: at(to.administration()),
  alerts: at(to.alerts()),
  simulation: at(to.simulation()),
  comparison: at(to.comparison()),
  "not-found": at("/no-such-page"),
};
