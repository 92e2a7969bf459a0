import { text } from "./define.ts";

const subject = {
  "zh-CN": (asset: string) => (asset === "" ? "企业自身" : `资产 ${asset} `),
  en: (asset: string) => (asset === "" ? "the enterprise itself" : asset),
};

/** Reasons given by caps and other lines of an explained score. `asset` is empty where the enterprise itself is meant. */
export const scoringMessages = {
  "scoring.cap-critical": text<{ at: string; check: string; asset: string; others: number }>(
    ({ at, check, asset, others }) =>
      `${subject["zh-CN"](asset)}有未解决的严重问题 ${check}${others === 0 ? "" : `，另有 ${others} 个同类问题`}，控制项封顶 ${at} 分。`,
    ({ at, check, asset, others }) =>
      `Capped at ${at}: the critical finding ${check} on ${subject.en(asset)}${others === 0 ? "" : ` and ${others} more`} is unresolved.`,
  ),
  "scoring.cap-high": text<{ at: string; check: string; asset: string; others: number }>(
    ({ at, check, asset, others }) =>
      `${subject["zh-CN"](asset)}有未解决的高风险问题 ${check}${others === 0 ? "" : `，另有 ${others} 个同类问题`}，控制项封顶 ${at} 分。`,
    ({ at, check, asset, others }) =>
      `Capped at ${at}: the high finding ${check} on ${subject.en(asset)}${others === 0 ? "" : ` and ${others} more`} is unresolved.`,
  ),
  "scoring.cap-enterprise": text<{ at: string; check: string; asset: string; others: number }>(
    ({ at, check, asset, others }) =>
      `重大风险一票否决：${subject["zh-CN"](asset)}关键程度高，且有未解决的严重问题 ${check}${others === 0 ? "" : `，另有 ${others} 个同类问题`}，企业得分封顶 ${at} 分。`,
    ({ at, check, asset, others }) =>
      `Capped at ${at}: the critical finding ${check} on ${subject.en(asset)}${others === 0 ? "" : ` and ${others} more`}, on an asset of high criticality, is unresolved.`,
  ),
};
