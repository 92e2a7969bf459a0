import { text } from "./define.ts";

/** Reasons that every protocol shares. */
export const commonMessages = {
  "common.not-observed": text<{ probe: string }>(
    ({ probe }) => `尚未取得探测“${probe}”的结果，暂不能判定。`,
    ({ probe }) => `The probe ${probe} has not answered yet, so nothing can be said.`,
  ),
  "common.probe-failed": text<{ probe: string; outcome: string; reason: string }>(
    ({ probe, outcome, reason }) => `探测“${probe}”未得到可用结果（${outcome}：${reason}），不能判定。`,
    ({ probe, outcome, reason }) => `The probe ${probe} gave nothing to judge by (${outcome}: ${reason}).`,
  ),
  "common.check-crashed": text<{ check: string; error: string }>(
    ({ check, error }) => `检查项 ${check} 执行出错（${error}），不能判定。`,
    ({ check, error }) => `The check ${check} stopped with an error (${error}), so nothing can be said.`,
  ),
  "common.gives-way": text<{ check: string }>(
    ({ check }) => `同一问题已由检查项 ${check} 计入，不重复判定。`,
    ({ check }) => `The same fault is counted by ${check} already.`,
  ),
  "common.not-tested-by-choice": text<{ probe: string }>(
    ({ probe }) => `资产清单未允许按需探测“${probe}”，按选择不测试。`,
    ({ probe }) => `The inventory does not allow the on-request probe ${probe}: not tested, by choice.`,
  ),
  "common.not-applicable": text(
    () => "该检查项不适用于此对象。",
    () => "This check does not apply here.",
  ),
};
