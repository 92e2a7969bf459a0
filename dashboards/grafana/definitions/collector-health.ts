import type { Bilingual } from "../../../model/language.ts";
import type { Context, Definition } from "../definition.ts";
import { pageLink, pages } from "../links.ts";
import { noneIsGood } from "../palette.ts";
import { type FigureOptions, layOut, lines, stat } from "../panels.ts";
import { ageColumn, table } from "../table.ts";
import { chosen, tagVariable } from "../variables.ts";
import { words } from "../words.ts";

const ofChosen = `$timeFilter AND ${chosen("collector")}`;
const titles = {
  lateness: { "zh-CN": "调度延迟 p99", en: "Lateness p99" },
  inFlight: { "zh-CN": "进行中", en: "In flight" },
  spool: { "zh-CN": "本地缓存", en: "Spool" },
  spoolAge: { "zh-CN": "本地缓存中最早数据的时长", en: "Age of the oldest in the spool" },
  dropped: { "zh-CN": "本地缓存丢弃的数据", en: "Items that the spool had to drop" },
  memory: { "zh-CN": "内存", en: "Memory" },
} as const;

/** Can silence be trusted to be silence? */
export const collectorHealth: Definition = {
  id: "collector-health",
  title: { "zh-CN": "Plantwatch 采集器健康", en: "Plantwatch collector health" },
  description: {
    "zh-CN": "采集器是否在线、是否跟得上、有无积压。采集器失联时，资产的静默不可信。",
    en: "Whether collectors are alive, keep up and ship what they have. Without its collector an asset's silence means nothing.",
  },
  from: "now-6h",
  refresh: "1m",
  fill(dashboard, context) {
    dashboard.withVariable(tagVariable(context, { tag: "collector", measurement: "collector", several: true }));
    layOut(dashboard, [
      { height: 4, panels: figures(context).map((panel) => [panel, 6] as const) },
      { height: 8, panels: [[collectors(context), 24]] },
      {
        height: 8,
        panels: [
          [over(context, "lateness_ms", titles.lateness, { unit: "ms" }), 12],
          [over(context, "in_flight", titles.inFlight, { decimals: 0 }), 12],
        ],
      },
      {
        height: 8,
        panels: [
          [over(context, "spool_bytes", titles.spool, { unit: "bytes" }), 12],
          [over(context, "rss_bytes", titles.memory, { unit: "bytes" }), 12],
        ],
      },
      {
        height: 8,
        panels: [
          [over(context, "spool_age_ms", titles.spoolAge, { unit: "ms" }), 12],
          [grown(context, "spool_dropped", titles.dropped), 12],
        ],
      },
      {
        height: 8,
        panels: [
          [grown(context, "retried", { "zh-CN": "重新上送的批次", en: "Batches sent again" }), 12],
          [grown(context, "rejected", { "zh-CN": "被中心拒收的条目", en: "Items that the centre refused" }), 12],
        ],
      },
    ]);
  },
};

function figures({ say }: Context) {
  const newest = (field: string) =>
    `SELECT last("${field}") AS "${field}" FROM "collector" WHERE ${ofChosen} GROUP BY "collector"`;
  return [
    stat(
      say,
      { title: { "zh-CN": "采集器数", en: "Collectors" } },
      { query: `SELECT count("in_flight") FROM (${newest("in_flight")})` },
      { noValue: "0" },
    ).links([pageLink(say, pages.collectors())]),
    stat(
      say,
      { title: { "zh-CN": "最大调度延迟", en: "Highest lateness" } },
      { query: `SELECT max("lateness_ms") FROM (${newest("lateness_ms")})` },
      { noValue: "0", unit: "ms" },
    ),
    stat(
      say,
      {
        title: { "zh-CN": "本地缓存合计", en: "Spool, all together" },
        description: {
          "zh-CN": "已采集、尚未被中心确认存储的数据。",
          en: "What was collected and not yet acknowledged as stored by the centre.",
        },
      },
      { query: `SELECT sum("spool_bytes") FROM (${newest("spool_bytes")})` },
      { noValue: "0", unit: "bytes" },
    ),
    stat(
      say,
      { title: { "zh-CN": "所选时段内被拒收", en: "Refused in the chosen time" } },
      {
        query: `SELECT sum("grown") FROM (SELECT non_negative_difference("rejected") AS "grown" FROM "collector" WHERE ${ofChosen} GROUP BY "collector") WHERE $timeFilter`,
      },
      { noValue: "0", steps: noneIsGood },
    ),
  ];
}

function collectors({ say }: Context) {
  return table(
    say,
    { title: { "zh-CN": "采集器", en: "Collectors and their newest report" } },
    {
      query: `SELECT last("lateness_ms") AS "lateness_ms", "in_flight", "spool_bytes", "rss_bytes" FROM "collector" WHERE ${ofChosen} GROUP BY "collector"`,
    },
    {
      columns: [
        { field: "collector", title: words.collector, link: pages.collectors() },
        { field: "lateness_ms", title: titles.lateness, unit: "ms", decimals: 0 },
        { field: "in_flight", title: titles.inFlight, decimals: 0 },
        { field: "spool_bytes", title: titles.spool, unit: "bytes" },
        { field: "rss_bytes", title: titles.memory, unit: "bytes" },
        ageColumn,
      ],
      sortBy: { title: words.collector },
    },
  );
}

function over({ say }: Context, field: string, title: Bilingual, options: FigureOptions) {
  return lines(
    say,
    { title },
    [
      {
        query: `SELECT max("${field}") FROM "collector" WHERE ${ofChosen} GROUP BY time($__interval), "collector" fill(none)`,
        alias: "$tag_collector",
      },
    ],
    { interval: "1m", min: 0, ...options },
  );
}

function grown({ say }: Context, field: string, title: Bilingual) {
  return lines(
    say,
    { title },
    [
      {
        query: `SELECT non_negative_difference(last("${field}")) FROM "collector" WHERE ${ofChosen} GROUP BY time($__interval), "collector" fill(none)`,
        alias: "$tag_collector",
      },
    ],
    { interval: "1m", min: 0, decimals: 0, bars: true },
  );
}
