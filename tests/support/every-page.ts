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

const finding = firstLink(to.findings({ enterprise: plant }), "/findings/");

/**
 * A way to every page that there is; the log-in page shows to those who have no session. A page without its line does not
 * compile. The demonstration holds no claim, no advisory, no report and no incident, so that those of one are looked at where people make them.
 */
export const everyPage: Readonly<Record<Exclude<Page["name"], "attestation" | "advisory" | "report" | "incident">, Open>> = {
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
  discovery: at(to.discovery({ enterprise: plant })),
  proposal: firstLink(to.discovery({ enterprise: plant }), "/discovery/"),
  compliance: at(to.compliance({ enterprise: plant })),
  submissions: at(to.submissions()),
  reports: at(to.reports({ enterprise: plant })),
  objective: at(to.objective(plant, "miit.1.1.a")),
  account: at(to.account()),
  administration: at(to.administration()),
  alerts: at(to.alerts()),
  simulation: at(to.simulation()),
  comparison: at(to.comparison()),
  "not-found": at("/no-such-page"),
};
