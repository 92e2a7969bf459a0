/** Words that several dashboards use, from the vocabulary of the pages. */
export const words = {
  enterprise: { "zh-CN": "企业", en: "Enterprise" },
  site: { "zh-CN": "厂区", en: "Site" },
  asset: { "zh-CN": "资产", en: "Asset" },
  endpoint: { "zh-CN": "端点", en: "Endpoint" },
  protocol: { "zh-CN": "协议", en: "Protocol" },
  signal: { "zh-CN": "测点", en: "Signal" },
  collector: { "zh-CN": "采集器", en: "Collector" },
  catalog: { "zh-CN": "目录", en: "Catalog" },
  check: { "zh-CN": "检查项", en: "Check" },
  severity: { "zh-CN": "严重程度", en: "Severity" },
  task: { "zh-CN": "主要任务", en: "Task" },
  control: { "zh-CN": "控制项", en: "Control" },
  demonstrated: { "zh-CN": "已证实", en: "Demonstrated" },
  potential: { "zh-CN": "可能值", en: "Potential" },
  coverage: { "zh-CN": "覆盖率", en: "Coverage" },
  age: { "zh-CN": "数据时间", en: "Age of data" },
  latency: { "zh-CN": "应答时间", en: "Latency" },
  reason: { "zh-CN": "原因", en: "Reason" },
  state: { "zh-CN": "状态", en: "State" },
  value: { "zh-CN": "采样值", en: "Value" },
  all: { "zh-CN": "全部", en: "All" },
  openInPlantwatch: { "zh-CN": "在 Plantwatch 中查看", en: "Open in Plantwatch" },
} as const;

export const severityWords = {
  critical: { "zh-CN": "◆ 严重", en: "◆ Critical" },
  high: { "zh-CN": "▲ 高", en: "▲ High" },
  medium: { "zh-CN": "● 中", en: "● Medium" },
  low: { "zh-CN": "○ 低", en: "○ Low" },
} as const;

export const statusWords = {
  fail: { "zh-CN": "不符合", en: "Fail" },
  unknown: { "zh-CN": "未知", en: "Unknown" },
  pass: { "zh-CN": "符合", en: "Pass" },
  notApplicable: { "zh-CN": "不适用", en: "Not applicable" },
} as const;
