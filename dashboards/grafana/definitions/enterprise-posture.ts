import { type DynamicConfigValue, FieldColorModeId } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Context, Definition, Say } from "../definition.ts";
import { pageLink, pages } from "../links.ts";
import { noneIsGood, palette } from "../palette.ts";
import { layOut, lines, stat } from "../panels.ts";
import { severityOverrides } from "../severity.ts";
import { ageColumn, table } from "../table.ts";
import { chosen, tagVariable } from "../variables.ts";
import { statusWords, words } from "../words.ts";

const ofChosen = `$timeFilter AND ${chosen("enterprise")}`;
const ofRoot = `$timeFilter AND ${chosen("enterprise", "catalog")} AND "node" = 'enterprise'`;
/** Status codes of the measurement `verdict`; the worst endpoint has the highest. */
const status = { notApplicable: 0, pass: 1, unknown: 2, fail: 3 } as const;
const statusColor = { notApplicable: palette.medium, pass: palette.pass, unknown: palette.unknown, fail: palette.critical };
const lastVerdicts = (where: string) =>
  `SELECT last("status") AS "status" FROM "verdict" WHERE ${ofChosen}${where} GROUP BY "enterprise", "asset", "check"`;

/** Why is the score what it is? */
export const enterprisePosture: Definition = {
  id: "enterprise-posture",
  title: { "zh-CN": "Plantwatch 企业安全态势", en: "Plantwatch enterprise posture" },
  description: {
    "zh-CN": "一家企业的得分、问题和判定，以及由哪些检查项造成。",
    en: "Score, findings and verdicts of one enterprise, and the checks behind them.",
  },
  from: "now-7d",
  refresh: "5m",
  fill(dashboard, context) {
    dashboard
      .withVariable(tagVariable(context, { tag: "enterprise", measurement: "posture" }))
      .withVariable(tagVariable(context, { tag: "catalog", measurement: "posture", within: ["enterprise"], first: "miit" }))
      .withVariable(tagVariable(context, { tag: "site", measurement: "posture", within: ["enterprise"], several: true }));
    layOut(dashboard, [
      { height: 4, panels: figures(context).map((panel) => [panel, 6] as const) },
      {
        height: 9,
        panels: [
          [range(context), 14],
          [sites(context), 10],
        ],
      },
      { height: 8, panels: [[year(context), 24]] },
      {
        height: 8,
        panels: [
          [openFindings(context), 8],
          [waived(context), 8],
          [verdicts(context), 8],
        ],
      },
      {
        height: 10,
        panels: [
          [failingChecks(context), 8],
          [failingAssets(context), 16],
        ],
      },
      { height: 7, panels: [[failingItself(context), 24]] },
    ]);
  },
};

function figures({ say }: Context) {
  const link = [pageLink(say, pages.chosenEnterprise())];
  const score = (field: "demonstrated" | "potential" | "coverage", unit: string) =>
    stat(
      say,
      { title: words[field] },
      { query: `SELECT last("${field}") FROM "posture" WHERE ${ofRoot} AND "site" = ''` },
      { noValue: say({ "zh-CN": "无证据", en: "No evidence" }), decimals: 1, unit },
    ).links(link);
  const open = stat(
    say,
    { title: { "zh-CN": "未解决问题", en: "Open findings" } },
    {
      query: `SELECT sum("open") FROM (SELECT last("open") AS "open" FROM "findings" WHERE ${ofChosen} GROUP BY "site", "severity")`,
    },
    { noValue: "0", steps: noneIsGood },
  ).links(link);
  return [score("demonstrated", "none"), score("potential", "none"), score("coverage", "percent"), open];
}

function range({ say }: Context) {
  const over = (field: "demonstrated" | "potential" | "coverage") => ({
    query: `SELECT last("${field}") FROM "posture" WHERE ${ofRoot} AND "site" = '' GROUP BY time($__interval) fill(none)`,
    alias: say(words[field]),
  });
  return lines(
    say,
    {
      title: { "zh-CN": "得分区间", en: "Range of the score" },
      description: {
        "zh-CN": "下沿为已证实，上沿为可能值，中间部分未知。",
        en: "Lower edge demonstrated, upper edge potential; what lies between is unknown.",
      },
    },
    [over("demonstrated"), over("potential"), over("coverage")],
    { interval: "5m", min: 0, max: 100, decimals: 1 },
  )
    .overrideByName(say(words.potential), rangeAbove(say))
    .overrideByName(say(words.coverage), [{ id: "custom.lineStyle", value: { fill: "dash", dash: [4, 6] } }]);
}

/** Shades what is unknown, down to what is demonstrated. */
function rangeAbove(say: Say): DynamicConfigValue[] {
  return [
    { id: "custom.fillBelowTo", value: say(words.demonstrated) },
    { id: "custom.fillOpacity", value: 20 },
  ];
}

function sites({ say }: Context) {
  return lines(
    say,
    { title: { "zh-CN": "各厂区已证实得分", en: "Demonstrated score by site" } },
    [
      {
        query: `SELECT last("demonstrated") FROM "posture" WHERE ${ofRoot} AND "site" != '' AND ${chosen("site")} GROUP BY time($__interval), "site" fill(none)`,
        alias: "$tag_site",
      },
    ],
    { interval: "5m", min: 0, max: 100, decimals: 1 },
  );
}

/** From the five-minute roll-ups, which are kept for thirteen months; raw points are gone after thirty days. */
function year({ say }: Context) {
  const over = (field: "demonstrated" | "potential") => ({
    query: `SELECT last("last_${field}") FROM "five_minutes"."posture" WHERE ${ofRoot} AND "site" = '' GROUP BY time($__interval) fill(none)`,
    alias: say(words[field]),
  });
  return lines(
    say,
    { title: { "zh-CN": "近一年得分区间", en: "Range of the score over a year" } },
    [over("demonstrated"), over("potential")],
    { interval: "1d", min: 0, max: 100, decimals: 1 },
  )
    .timeFrom("365d")
    .overrideByName(say(words.potential), rangeAbove(say));
}

function findingsOverTime(field: "open" | "waived") {
  const inner = `SELECT last("${field}") AS "${field}" FROM "findings" WHERE ${ofChosen} AND ${chosen("site")} GROUP BY time($__interval), "site", "severity" fill(none)`;
  return [
    {
      query: `SELECT sum("${field}") FROM (${inner}) WHERE $timeFilter GROUP BY time($__interval), "severity" fill(none)`,
      alias: "$tag_severity",
    },
  ];
}

function openFindings({ say }: Context) {
  const title = { "zh-CN": "未解决问题趋势", en: "Open findings over time" };
  const options = { interval: "5m", min: 0, decimals: 0, stacked: true };
  return severityOverrides(say, lines(say, { title }, findingsOverTime("open"), options));
}

function waived({ say }: Context) {
  const title = { "zh-CN": "暂缓整改的问题", en: "Waived findings" };
  const options = { interval: "5m", min: 0, decimals: 0, stacked: true };
  return severityOverrides(say, lines(say, { title }, findingsOverTime("waived"), options));
}

function verdicts({ say }: Context) {
  const shown = ["fail", "unknown", "pass", "notApplicable"] as const;
  const inner = `SELECT last("status") AS "status" FROM "verdict" WHERE ${ofChosen} AND ${chosen("site")} GROUP BY time($__interval), "asset", "check" fill(none)`;
  const panel = lines(
    say,
    { title: { "zh-CN": "判定", en: "Verdicts" } },
    shown.map((name) => ({
      query: `SELECT count("status") FROM (${inner}) WHERE "status" = ${status[name]} AND $timeFilter GROUP BY time($__interval) fill(none)`,
      alias: say(statusWords[name]),
    })),
    { interval: "5m", min: 0, decimals: 0, stacked: true },
  );
  for (const name of shown) {
    panel.overrideByName(say(statusWords[name]), [
      { id: "color", value: { mode: FieldColorModeId.Fixed, fixedColor: statusColor[name] } },
    ]);
  }
  return panel;
}

function failingChecks({ say }: Context) {
  const number = { "zh-CN": "资产数", en: "Assets" };
  return table(
    say,
    { title: { "zh-CN": "不符合最多的检查项", en: "Checks that fail most" } },
    {
      query: `SELECT count("status") AS "assets" FROM (${lastVerdicts("")}) WHERE "status" = ${status.fail} GROUP BY "check"`,
    },
    {
      columns: [
        { field: "check", title: words.check, link: pages.findingsOfCheck() },
        { field: "assets", title: number, decimals: 0, width: 90 },
      ],
      sortBy: { title: number, descending: true },
    },
  ).overrideByName("Time", [{ id: "custom.hidden", value: true }]);
}

function failingAssets({ say }: Context) {
  return table(
    say,
    { title: { "zh-CN": "资产的问题", en: "Findings on assets" } },
    {
      query: `SELECT "status" FROM (${lastVerdicts(` AND ${chosen("site")} AND "asset" != ''`)}) WHERE "status" = ${status.fail} GROUP BY "enterprise", "asset", "check"`,
    },
    {
      columns: [
        { field: "enterprise", title: words.enterprise, link: pages.enterpriseOfRow() },
        { field: "asset", title: words.asset, link: pages.assetOfRow() },
        { field: "check", title: words.check, link: pages.findingOfRow() },
        ageColumn,
      ],
      sortBy: { title: words.asset },
    },
  ).overrideByName("status", [{ id: "custom.hidden", value: true }]);
}

function failingItself({ say }: Context) {
  return table(
    say,
    { title: { "zh-CN": "企业本身的问题", en: "Findings on the enterprise itself" } },
    {
      query: `SELECT "status" FROM (${lastVerdicts(` AND "asset" = ''`)}) WHERE "status" = ${status.fail} GROUP BY "enterprise", "check"`,
    },
    {
      columns: [
        { field: "enterprise", title: words.enterprise, link: pages.enterpriseOfRow() },
        { field: "check", title: words.check, link: pages.findingsOfCheck() },
        ageColumn,
      ],
      sortBy: { title: words.check },
    },
  ).overrideByName("status", [{ id: "custom.hidden", value: true }]);
}
