import { DashboardBuilder, DashboardCursorSync } from "@grafana/grafana-foundation-sdk/dashboard";
import { type Language, languages } from "../../model/language.ts";
import { readCatalogTitles } from "./catalog-titles.ts";
import type { Context, Definition } from "./definition.ts";
import { collectorHealth } from "./definitions/collector-health.ts";
import { enterprisePosture } from "./definitions/enterprise-posture.ts";
import { fleet } from "./definitions/fleet.ts";
import { otAssets } from "./definitions/ot-assets.ts";
import { protocolSecurity } from "./definitions/protocol-security.ts";
import { tasksAndControls } from "./definitions/tasks-and-controls.ts";
import { pageLink, pages, siblingLinks } from "./links.ts";
import { plantwatchVariable } from "./variables.ts";

const definitions: readonly Definition[] = [
  fleet,
  enterprisePosture,
  tasksAndControls,
  otAssets,
  protocolSecurity,
  collectorHealth,
];

/** Where the pages are when everything runs as `docker-compose.yml` has it. */
export const defaultPlantwatch = "https://localhost:7443";

/** Every dashboard in every language: path below the folder of generated files, and content. */
export function dashboardFiles(plantwatch: string): ReadonlyMap<string, string> {
  const titles = readCatalogTitles();
  return new Map(
    languages.flatMap((language) => {
      const context: Context = { language, plantwatch, titles, say: (text) => text[language] };
      return definitions.map((definition) => [`${language}/${definition.id}.json`, render(definition, context)] as const);
    }),
  );
}

function render(definition: Definition, context: Context): string {
  const { language, say } = context;
  const dashboard = new DashboardBuilder(say(definition.title))
    .uid(uidOf(definition, language))
    .description(say(definition.description))
    .tags(["plantwatch", language])
    .time({ from: definition.from, to: "now" })
    .refresh(definition.refresh)
    .timezone("browser")
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .links([siblingLinks(context), pageLink(say, pages.overview())])
    .withVariable(plantwatchVariable(context));
  definition.fill(dashboard, context);
  return `${JSON.stringify(dashboard.build(), null, 2)}\n`;
}

function uidOf({ id }: Definition, language: Language): string {
  return `plantwatch-${id}-${language === "zh-CN" ? "zh" : "en"}`;
}
