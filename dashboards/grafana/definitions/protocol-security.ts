import type { Bilingual } from "../../../model/language.ts";
import type { Context, Definition } from "../definition.ts";
import { pages } from "../links.ts";
import { type Heading, layOut, lines } from "../panels.ts";
import { table } from "../table.ts";
import { chosen, tagVariable } from "../variables.ts";
import { words } from "../words.ts";

const ofChosen = `$timeFilter AND ${chosen("enterprise", "site", "asset")}`;
const asset = "$tag_enterprise.$tag_asset";

/** Is somebody knocking? */
export const protocolSecurity: Definition = {
  id: "protocol-security",
  title: { "zh-CN": "Plantwatch 协议安全计数器", en: "Plantwatch protocol security counters" },
  description: {
    "zh-CN": "设备自身的安全计数器：被拒绝的会话和请求、异常应答、总线错误和时钟偏差。",
    en: "The devices' own counters: rejected sessions and requests, exceptions, bus errors and clock skew.",
  },
  from: "now-24h",
  refresh: "5m",
  fill(dashboard, context) {
    dashboard
      .withVariable(tagVariable(context, { tag: "enterprise", measurement: "security", several: true }))
      .withVariable(tagVariable(context, { tag: "site", measurement: "security", within: ["enterprise"], several: true }))
      .withVariable(
        tagVariable(context, { tag: "asset", measurement: "security", within: ["enterprise", "site"], several: true }),
      );
    layOut(dashboard, [
      { height: 8, panels: [[mostRejected(context), 24]] },
      { height: 8, panels: opcua(context).map((panel) => [panel, 8] as const) },
      { height: 8, panels: sessions(context).map((panel) => [panel, 8] as const) },
      { height: 8, panels: modbus(context).map((panel) => [panel, 6] as const) },
    ]);
  },
};

/** Growth of a counter between two readings; a restart, which sets it back, is left out. */
const growth = (field: string) => `non_negative_difference(last("${field}"))`;

function grown({ say }: Context, heading: Heading, fields: readonly (readonly [field: string, title?: Bilingual])[]) {
  const queries = fields.map(([field, title]) => ({
    query: `SELECT ${growth(field)} FROM "security" WHERE ${ofChosen} GROUP BY time($__interval), "enterprise", "asset" fill(none)`,
    alias: title === undefined ? asset : `${asset} ${say(title)}`,
  }));
  return lines(say, heading, queries, { interval: "5m", min: 0, decimals: 0, bars: true });
}

function mostRejected({ say }: Context) {
  const rejected = (field: string) =>
    `SELECT non_negative_difference("${field}") AS "grown" FROM "security" WHERE ${ofChosen} GROUP BY "enterprise", "asset"`;
  const title = { "zh-CN": "次数", en: "Times" };
  return table(
    say,
    {
      title: { "zh-CN": "所选时段内被拒绝的会话", en: "Sessions rejected in the chosen time" },
      description: {
        "zh-CN": "突然增多可能是口令猜测，请核对事件页面。",
        en: "A sudden rise may be somebody guessing passwords; compare with the time line.",
      },
    },
    {
      query: `SELECT sum("grown") AS "rejected" FROM (${rejected("rejected_sessions")}) WHERE $timeFilter GROUP BY "enterprise", "asset"`,
    },
    {
      columns: [
        { field: "enterprise", title: words.enterprise, link: pages.enterpriseOfRow() },
        { field: "asset", title: words.asset, link: pages.assetOfRow() },
        { field: "rejected", title, decimals: 0 },
      ],
      sortBy: { title, descending: true },
    },
  ).overrideByName("Time", [{ id: "custom.hidden", value: true }]);
}

function opcua(context: Context) {
  return [
    grown(context, { title: { "zh-CN": "OPC UA 被拒绝的会话", en: "OPC UA: rejected sessions" } }, [["rejected_sessions"]]),
    grown(context, { title: { "zh-CN": "OPC UA 被拒绝的请求", en: "OPC UA: rejected requests" } }, [["rejected_requests"]]),
    grown(
      context,
      {
        title: { "zh-CN": "OPC UA 因安全原因被拒绝", en: "OPC UA: rejected for security" },
        description: {
          "zh-CN": "因身份鉴别或访问权限被拒绝的会话和请求。",
          en: "Sessions and requests rejected because of identity or rights.",
        },
      },
      [
        ["security_rejected_sessions", { "zh-CN": "会话", en: "sessions" }],
        ["security_rejected_requests", { "zh-CN": "请求", en: "requests" }],
      ],
    ),
  ];
}

function sessions(context: Context) {
  const { say } = context;
  const now = (field: string, title: Bilingual) => ({
    query: `SELECT last("${field}") FROM "security" WHERE ${ofChosen} GROUP BY time($__interval), "enterprise", "asset" fill(none)`,
    alias: `${asset} ${say(title)}`,
  });
  return [
    lines(
      say,
      { title: { "zh-CN": "OPC UA 当前会话与订阅", en: "OPC UA: sessions and subscriptions" } },
      [
        now("current_sessions", { "zh-CN": "会话", en: "sessions" }),
        now("current_subscriptions", { "zh-CN": "订阅", en: "subscriptions" }),
      ],
      { interval: "5m", min: 0, decimals: 0 },
    ),
    grown(context, { title: { "zh-CN": "OPC UA 新建与异常结束的会话", en: "OPC UA: sessions begun and cut off" } }, [
      ["cumulated_sessions", { "zh-CN": "新建", en: "begun" }],
      ["session_timeouts", { "zh-CN": "超时", en: "timed out" }],
      ["session_aborts", { "zh-CN": "中止", en: "aborted" }],
    ]),
    lines(
      say,
      {
        title: { "zh-CN": "时钟偏差", en: "Clock skew" },
        description: {
          "zh-CN": "设备时钟与采集器时钟之差。偏差使日志和证书有效期不可信。",
          en: "Clock of the device against that of the collector. Skew spoils logs and the dates of certificates.",
        },
      },
      [
        {
          query: `SELECT last("clock_skew_ms") FROM "security" WHERE ${ofChosen} GROUP BY time($__interval), "enterprise", "asset" fill(none)`,
          alias: asset,
        },
      ],
      { interval: "5m", unit: "ms" },
    ),
  ];
}

function modbus(context: Context) {
  return [
    grown(context, { title: { "zh-CN": "Modbus 异常应答", en: "Modbus: exceptions" } }, [["exceptions"]]),
    grown(context, { title: { "zh-CN": "Modbus 总线通信错误", en: "Modbus: bus communication errors" } }, [
      ["bus_communication_errors"],
    ]),
    grown(context, { title: { "zh-CN": "Modbus 未应答的报文", en: "Modbus: messages without an answer" } }, [
      ["server_no_responses"],
    ]),
    grown(context, { title: { "zh-CN": "Modbus 报文数", en: "Modbus: messages" } }, [
      ["bus_messages", { "zh-CN": "总线", en: "bus" }],
      ["server_messages", { "zh-CN": "本站", en: "this unit" }],
    ]),
  ];
}
