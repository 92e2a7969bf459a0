import { DashboardLinkBuilder, DashboardLinkType, type DynamicConfigValue } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Context, Say } from "./definition.ts";
import { words } from "./words.ts";

const base = "$" + "{plantwatch}";
const chosenValue = (variable: string): string => `\${${variable}:percentencode}`;
const ofRow = (column: string): string => `\${__data.fields.${column}}`;

/** Addresses of Plantwatch's pages. Ids need no encoding: they are lower-case letters, digits and hyphens. */
export const pages = {
  overview: () => base,
  collectors: () => `${base}/collectors`,
  chosenEnterprise: () => `${base}/enterprises/${chosenValue("enterprise")}`,
  chosenExplanation: () => `${base}/enterprises/${chosenValue("enterprise")}/explanation`,
  nodeOfRow: () => `${base}/enterprises/${chosenValue("enterprise")}/explanation?node=${ofRow("node")}`,
  enterpriseOfRow: () => `${base}/enterprises/${ofRow("enterprise")}`,
  assetOfRow: () => `${base}/assets/${ofRow("enterprise")}.${ofRow("asset")}`,
  /** The open finding of an asset under a check. */
  findingOfRow: () =>
    `${base}/findings?enterprise=${ofRow("enterprise")}&asset=${ofRow("enterprise")}.${ofRow("asset")}&text=${ofRow("check")}`,
  /** Open findings of the chosen enterprise under a check. */
  findingsOfCheck: () => `${base}/findings?enterprise=${chosenValue("enterprise")}&text=${ofRow("check")}`,
  findingsOfSeverity: (severity: string) => `${base}/findings?severity=${severity}`,
} as const;

/** A link on every cell of a column. */
export function cellLink(say: Say, url: string): DynamicConfigValue {
  return { id: "links", value: [{ title: say(words.openInPlantwatch), url, targetBlank: true }] };
}

/** A link in the head of a panel or of a dashboard. */
export function pageLink(say: Say, url: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(say(words.openInPlantwatch))
    .type(DashboardLinkType.Link)
    .icon("external link")
    .url(url)
    .targetBlank(true);
}

/** Links from one dashboard to the others of the same language. */
export function siblingLinks({ language, say }: Context): DashboardLinkBuilder {
  return new DashboardLinkBuilder(say({ "zh-CN": "其他仪表板", en: "Other dashboards" }))
    .type(DashboardLinkType.Dashboards)
    .tags(["plantwatch", language])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
}
