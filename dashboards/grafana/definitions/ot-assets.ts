import type { Context, Definition } from "../definition.ts";
import { pages } from "../links.ts";
import { noneIsGood, palette, valueWords } from "../palette.ts";
import { layOut, lines, stat } from "../panels.ts";
import { ageColumn, table } from "../table.ts";
import { chosen, tagVariable } from "../variables.ts";
import { words } from "../words.ts";

const ofChosen = `$timeFilter AND ${chosen("enterprise", "site", "asset")}`;
const byEndpoint = `GROUP BY "enterprise", "asset", "endpoint", "protocol"`;
const lastUp = `SELECT last("up") AS "up" FROM "poll" WHERE ${ofChosen} ${byEndpoint}`;
const asset = "$tag_enterprise.$tag_asset";
/** What was counted since the poll before, as a rate. */
const perMinute = (field: string) => `non_negative_derivative(cumulative_sum(sum("${field}")), 1m)`;

/** What have we got, what answers, what is silent? */
export const otAssets: Definition = {
  id: "ot-assets",
  title: { "zh-CN": "Plantwatch 工控资产", en: "Plantwatch OT assets" },
  description: {
    "zh-CN": "端点是否应答、应答快慢、轮询负荷，以及测点的采样值与数据时间。",
    en: "Whether endpoints answer, how fast, the load that polling is to them, and signals with their age.",
  },
  from: "now-6h",
  refresh: "1m",
  fill(dashboard, context) {
    dashboard
      .withVariable(tagVariable(context, { tag: "enterprise", measurement: "poll", several: true }))
      .withVariable(tagVariable(context, { tag: "site", measurement: "poll", within: ["enterprise"], several: true }))
      .withVariable(tagVariable(context, { tag: "asset", measurement: "poll", within: ["enterprise", "site"], several: true }));
    layOut(dashboard, [
      { height: 4, panels: figures(context).map((panel) => [panel, 6] as const) },
      { height: 10, panels: [[endpoints(context), 24]] },
      {
        height: 8,
        panels: [
          [answered(context), 8],
          [latency(context), 8],
          [failures(context), 8],
        ],
      },
      {
        height: 8,
        panels: [
          [requests(context), 12],
          [traffic(context), 12],
        ],
      },
      {
        height: 9,
        panels: [
          [signals(context), 14],
          [signalTable(context), 10],
        ],
      },
    ]);
  },
};

function figures({ say }: Context) {
  return [
    stat(
      say,
      { title: { "zh-CN": "端点数", en: "Endpoints" } },
      { query: `SELECT count("up") FROM (${lastUp})` },
      { noValue: "0" },
    ),
    stat(
      say,
      { title: { "zh-CN": "未应答端点", en: "Endpoints that do not answer" } },
      { query: `SELECT count("up") FROM (${lastUp}) WHERE "up" = 0` },
      { noValue: "0", steps: noneIsGood },
    ),
    stat(
      say,
      {
        title: { "zh-CN": "质量不良的测点", en: "Signals of bad quality" },
        description: { "zh-CN": "最新采样值质量不良的测点数。", en: "Signals whose newest value the device itself calls bad." },
      },
      {
        query: `SELECT count("good") FROM (SELECT last("good") AS "good" FROM "signal" WHERE ${ofChosen} GROUP BY "enterprise", "asset", "signal") WHERE "good" = 0`,
      },
      { noValue: "0", steps: noneIsGood },
    ),
    stat(
      say,
      { title: { "zh-CN": "最新数据", en: "Newest data" } },
      { query: `SELECT last("up") AS "up" FROM "poll" WHERE ${ofChosen}` },
      { noValue: say({ "zh-CN": "尚无数据", en: "No data yet" }), age: true },
    ),
  ];
}

function endpoints({ say }: Context) {
  return table(
    say,
    { title: { "zh-CN": "端点", en: "Endpoints and their newest poll" } },
    { query: `SELECT last("up") AS "up", "latency_ms", "error" FROM "poll" WHERE ${ofChosen} ${byEndpoint}` },
    {
      columns: [
        { field: "enterprise", title: words.enterprise, link: pages.enterpriseOfRow() },
        { field: "asset", title: words.asset, link: pages.assetOfRow() },
        { field: "endpoint", title: words.endpoint },
        {
          field: "protocol",
          title: words.protocol,
          shown: valueWords({ opcua: { text: "OPC UA" }, modbus: { text: "Modbus" } }),
        },
        {
          field: "up",
          title: words.state,
          shown: valueWords({
            1: { text: say({ "zh-CN": "● 有应答", en: "● Answered" }), color: palette.pass },
            0: { text: say({ "zh-CN": "▲ 未应答", en: "▲ No answer" }), color: palette.critical },
          }),
        },
        { field: "latency_ms", title: words.latency, unit: "ms", decimals: 0 },
        { field: "error", title: words.reason },
        ageColumn,
      ],
      sortBy: { title: words.state },
    },
  );
}

function answered({ say }: Context) {
  return lines(
    say,
    { title: { "zh-CN": "轮询应答率", en: "Share of polls answered" } },
    [
      {
        query: `SELECT mean("up") * 100 FROM "poll" WHERE ${ofChosen} GROUP BY time($__interval), "protocol" fill(none)`,
        alias: "$tag_protocol",
      },
    ],
    { interval: "10m", min: 0, max: 100, unit: "percent", decimals: 0 },
  );
}

function latency({ say }: Context) {
  return lines(
    say,
    { title: { "zh-CN": "应答时间", en: "Latency" } },
    [
      {
        query: `SELECT mean("latency_ms") FROM "poll" WHERE ${ofChosen} AND "up" = 1 GROUP BY time($__interval), "enterprise", "asset" fill(none)`,
        alias: asset,
      },
    ],
    { interval: "10m", min: 0, unit: "ms" },
  );
}

function failures({ say }: Context) {
  return lines(
    say,
    { title: { "zh-CN": "失败的轮询", en: "Failed polls" } },
    [
      {
        query: `SELECT count("error") FROM "poll" WHERE ${ofChosen} GROUP BY time($__interval), "enterprise", "asset" fill(none)`,
        alias: asset,
      },
    ],
    { interval: "10m", min: 0, decimals: 0, bars: true },
  );
}

function requests({ say }: Context) {
  return lines(
    say,
    {
      title: { "zh-CN": "每分钟请求数", en: "Requests a minute" },
      description: { "zh-CN": "采集器对设备的负荷。", en: "The load that the collector is to the devices." },
    },
    [
      {
        query: `SELECT ${perMinute("requests")} FROM "poll" WHERE ${ofChosen} GROUP BY time($__interval), "enterprise", "asset" fill(none)`,
        alias: asset,
      },
    ],
    { interval: "10m", min: 0 },
  );
}

function traffic({ say }: Context) {
  const over = (field: string, alias: string) => ({
    query: `SELECT sum("${field}") FROM "poll" WHERE ${ofChosen} GROUP BY time($__interval) fill(none)`,
    alias,
  });
  return lines(
    say,
    { title: { "zh-CN": "收发字节", en: "Bytes received and sent" } },
    [over("bytes_in", say({ "zh-CN": "接收", en: "Received" })), over("bytes_out", say({ "zh-CN": "发送", en: "Sent" }))],
    { interval: "10m", min: 0, unit: "bytes" },
  );
}

function signals({ say }: Context) {
  return lines(
    say,
    { title: { "zh-CN": "测点采样值", en: "Signals over time" } },
    [
      {
        query: `SELECT mean("value") FROM "signal" WHERE ${ofChosen} GROUP BY time($__interval), "enterprise", "asset", "signal" fill(none)`,
        alias: `${asset} $tag_signal`,
      },
    ],
    { interval: "10m" },
  );
}

function signalTable({ say }: Context) {
  return table(
    say,
    { title: { "zh-CN": "测点最新采样值", en: "Newest value of each signal" } },
    { query: `SELECT last("value") AS "value", "good" FROM "signal" WHERE ${ofChosen} GROUP BY "enterprise", "asset", "signal"` },
    {
      columns: [
        { field: "enterprise", title: words.enterprise },
        { field: "asset", title: words.asset, link: pages.assetOfRow() },
        { field: "signal", title: words.signal },
        { field: "value", title: words.value },
        {
          field: "good",
          title: words.state,
          shown: valueWords({
            1: { text: say({ "zh-CN": "● 良好", en: "● Good" }), color: palette.pass },
            0: { text: say({ "zh-CN": "▲ 质量不良", en: "▲ Bad" }), color: palette.critical },
          }),
        },
        ageColumn,
      ],
      sortBy: { title: words.state },
    },
  );
}
