import type { Context, Definition } from "../definition.ts";
import { pageLink, pages } from "../links.ts";
import { noneIsGood, palette, valueWords } from "../palette.ts";
import { layOut, lines, stat } from "../panels.ts";
import { severityOverrides } from "../severity.ts";
import { ageColumn, table } from "../table.ts";
import { chosen, tagVariable } from "../variables.ts";
import { words } from "../words.ts";

const scores = `$timeFilter AND ${chosen("enterprise", "catalog")} AND "node" = 'enterprise' AND "site" = ''`;
const polls = `$timeFilter AND ${chosen("enterprise")}`;
const lastPolls = `SELECT last("up") AS "up" FROM "poll" WHERE ${polls} GROUP BY "enterprise", "asset", "endpoint"`;
const openNow = (severities: string) =>
  `SELECT sum("open") FROM (SELECT last("open") AS "open" FROM "findings" WHERE $timeFilter AND ${chosen("enterprise")}${severities} GROUP BY "enterprise", "site", "severity")`;

/** Better or worse than yesterday, and where first? */
export const fleet: Definition = {
  id: "fleet",
  title: { "zh-CN": "Plantwatch 总览", en: "Plantwatch fleet" },
  description: {
    "zh-CN": "各企业的安全态势与昨日相比是升是降，应先看哪里。",
    en: "Is the posture of each enterprise better or worse than yesterday, and where to look first.",
  },
  from: "now-24h",
  refresh: "1m",
  fill(dashboard, context) {
    dashboard
      .withVariable(tagVariable(context, { tag: "enterprise", measurement: "posture", several: true }))
      .withVariable(tagVariable(context, { tag: "catalog", measurement: "posture", first: "miit" }));
    layOut(dashboard, [
      { height: 4, panels: figures(context).map((panel) => [panel, 6] as const) },
      { height: 8, panels: [[enterprises(context), 24]] },
      {
        height: 9,
        panels: [
          [trend(context), 12],
          [findings(context), 12],
        ],
      },
      {
        height: 9,
        panels: [
          [silent(context), 14],
          [answering(context), 10],
        ],
      },
    ]);
  },
};

function figures({ say }: Context) {
  return [
    stat(
      say,
      { title: { "zh-CN": "企业数", en: "Enterprises" } },
      {
        query: `SELECT count("demonstrated") FROM (SELECT last("demonstrated") AS "demonstrated" FROM "posture" WHERE ${scores} GROUP BY "enterprise")`,
      },
      { noValue: "0" },
    ).links([pageLink(say, pages.overview())]),
    stat(
      say,
      { title: { "zh-CN": "未解决问题（严重、高）", en: "Open findings, critical and high" } },
      { query: openNow(` AND "severity" =~ /^(critical|high)$/`) },
      { noValue: "0", steps: noneIsGood },
    ),
    stat(
      say,
      {
        title: { "zh-CN": "未应答端点", en: "Endpoints that do not answer" },
        description: { "zh-CN": "最近一次轮询没有得到应答的端点数。", en: "Endpoints whose newest poll got no answer." },
      },
      { query: `SELECT count("up") FROM (${lastPolls}) WHERE "up" = 0` },
      { noValue: "0", steps: noneIsGood },
    ),
    stat(
      say,
      {
        title: { "zh-CN": "最新数据", en: "Newest data" },
        description: {
          "zh-CN": "最近一次轮询的时间。时间久远时，本页其余数字均已过期。",
          en: "Time of the newest poll. When it is old, every other figure here is stale.",
        },
      },
      { query: `SELECT last("up") AS "up" FROM "poll" WHERE ${polls}` },
      { noValue: say({ "zh-CN": "尚无数据", en: "No data yet" }), age: true },
    ),
  ];
}

function enterprises({ say }: Context) {
  return table(
    say,
    {
      title: { "zh-CN": "企业安全态势", en: "Posture by enterprise" },
      description: {
        "zh-CN": "实际得分在已证实与可能值之间：未知的部分既不算符合，也不算不符合。",
        en: "The true score lies between demonstrated and potential: what is unknown counts neither way.",
      },
    },
    {
      query: `SELECT last("demonstrated") AS "demonstrated", "potential", "coverage" FROM "posture" WHERE ${scores} GROUP BY "enterprise"`,
    },
    {
      columns: [
        { field: "enterprise", title: words.enterprise, link: pages.enterpriseOfRow() },
        { field: "demonstrated", title: words.demonstrated, decimals: 1, bar: true },
        { field: "potential", title: words.potential, decimals: 1, bar: true },
        { field: "coverage", title: words.coverage, decimals: 0, unit: "percent", width: 110 },
        ageColumn,
      ],
      sortBy: { title: words.demonstrated },
    },
  );
}

function trend({ say }: Context) {
  return lines(
    say,
    { title: { "zh-CN": "已证实得分趋势", en: "Demonstrated score over time" } },
    [
      {
        query: `SELECT last("demonstrated") FROM "posture" WHERE ${scores} GROUP BY time($__interval), "enterprise" fill(none)`,
        alias: "$tag_enterprise",
      },
    ],
    { interval: "5m", min: 0, max: 100, decimals: 1 },
  );
}

function findings({ say }: Context) {
  const inner = `SELECT last("open") AS "open" FROM "findings" WHERE $timeFilter AND ${chosen("enterprise")} GROUP BY time($__interval), "enterprise", "site", "severity" fill(none)`;
  const panel = lines(
    say,
    { title: { "zh-CN": "未解决问题", en: "Open findings" } },
    [
      {
        query: `SELECT sum("open") FROM (${inner}) WHERE $timeFilter GROUP BY time($__interval), "severity" fill(none)`,
        alias: "$tag_severity",
      },
    ],
    { interval: "5m", min: 0, decimals: 0, stacked: true },
  );
  return severityOverrides(say, panel);
}

function silent({ say }: Context) {
  return table(
    say,
    { title: { "zh-CN": "未应答的端点", en: "Endpoints without an answer" } },
    {
      query: `SELECT "up" FROM (${lastPolls}) WHERE "up" = 0 GROUP BY "enterprise", "asset", "endpoint"`,
    },
    {
      columns: [
        { field: "enterprise", title: words.enterprise, link: pages.enterpriseOfRow() },
        { field: "asset", title: words.asset, link: pages.assetOfRow() },
        { field: "endpoint", title: words.endpoint },
        {
          field: "up",
          title: words.state,
          shown: valueWords({ 0: { text: say({ "zh-CN": "▲ 未应答", en: "▲ No answer" }), color: palette.critical } }),
        },
        ageColumn,
      ],
      sortBy: { title: words.enterprise },
    },
  );
}

function answering({ say }: Context) {
  return lines(
    say,
    {
      title: { "zh-CN": "轮询应答率", en: "Share of polls answered" },
      description: { "zh-CN": "得到应答的轮询所占比例。", en: "Polls that got an answer, of all polls." },
    },
    [
      {
        query: `SELECT mean("up") * 100 FROM "poll" WHERE ${polls} GROUP BY time($__interval), "enterprise" fill(none)`,
        alias: "$tag_enterprise",
      },
    ],
    { interval: "10m", min: 0, max: 100, unit: "percent", decimals: 0 },
  );
}
