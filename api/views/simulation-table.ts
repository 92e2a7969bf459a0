import type { Language } from "../../model/language.ts";
import type { SimulationLine } from "../contract/simulation.ts";
import type { TableColumn } from "./table-file.ts";

const heads = {
  "zh-CN": {
    enterprise: "企业",
    asset: "资产",
    check: "检查项",
    expected: "真值",
    said: "监测结果",
    state: "结论",
    weakness: "弱点",
    from: "开始成立（秒）",
    by: "最迟发现（秒）",
    after: "发现用时（秒）",
  },
  en: {
    enterprise: "enterprise",
    asset: "asset",
    check: "check",
    expected: "truth",
    said: "monitor",
    state: "outcome",
    weakness: "weakness",
    from: "holds from (s)",
    by: "to be seen by (s)",
    after: "time to detect (s)",
  },
} as const satisfies Record<Language, object>;

const statuses = {
  "zh-CN": { pass: "符合", fail: "不符合", "not-applicable": "不适用", unknown: "未知", nothing: "无" },
  en: { pass: "pass", fail: "fail", "not-applicable": "not applicable", unknown: "unknown", nothing: "nothing" },
} as const;

const states = {
  "zh-CN": { later: "未发生", waiting: "等待发现", seen: "一致", missed: "未发现", "false-alarm": "误报" },
  en: { later: "not yet", waiting: "waiting", seen: "agreed", missed: "missed", "false-alarm": "false alarm" },
} as const;

/** The truth beside what the monitor said, as a table to keep. */
export function simulationColumns(language: Language): readonly TableColumn<SimulationLine>[] {
  const head = heads[language];
  const seconds = (value: number | null) => (value === null ? null : value / 1000);
  return [
    { title: head.enterprise, width: 18, value: ({ enterprise }) => enterprise },
    { title: head.asset, width: 24, value: ({ asset }) => asset },
    { title: head.check, width: 28, value: ({ check }) => check },
    { title: head.expected, width: 10, value: ({ expected }) => statuses[language][expected] },
    { title: head.said, width: 10, value: ({ said }) => statuses[language][said] },
    { title: head.state, width: 12, value: ({ state }) => states[language][state] },
    { title: head.weakness, width: 22, value: ({ weakness }) => weakness },
    { title: head.from, width: 14, value: ({ from }) => seconds(from) },
    { title: head.by, width: 14, value: ({ by }) => seconds(by) },
    { title: head.after, width: 14, value: ({ after }) => seconds(after) },
  ];
}
