import { isOverdue } from "../../../model/finding.ts";
import { message } from "../../../model/messages/index.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { fail, pass, unknown } from "../results.ts";

const id = "process.overdue-findings";

/** Judges by our own ledger whether findings are put right in time; its own finding is left out, or it could never end. */
export const overdueFindings = defineEnterpriseCheck({
  id,
  severity: "medium",
  effort: 1,
  text: {
    title: { "zh-CN": "没有超过整改期限的问题。", en: "No finding is past the date by which it was to be put right." },
    rationale: {
      "zh-CN": "问题一直拖着不整改，风险就一直在；主管部门检查时首先看整改是否按期办结。",
      en: "A finding that is put off stays a risk, and whether findings are closed in time is what an inspector asks first.",
    },
    remediation: {
      "zh-CN": "在整改台账中逐项落实责任人和完成时限，按期整改；确需延期的写明理由，需要长期保留的办理暂缓整改。",
      en: "Give every finding an owner and a date in the ledger and keep the dates; put one off only with a reason, and waive what must stay for longer.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕68号" }],
  evaluate: ({ findings, now }) => {
    const own = findings.filter(({ checkId, status }) => checkId !== id && (status === "open" || status === "acknowledged"));
    const overdue = own.filter((finding) => isOverdue(finding, now));
    if (overdue.length > 0) return fail(message("process.findings-overdue", { count: overdue.length }), []);
    const undated = own.filter(({ rectification }) => rectification === null || rectification.dueAt === null);
    if (undated.length > 0) return unknown(message("process.findings-undated", { count: undated.length }));
    return pass(message("process.findings-in-time", { count: own.length }));
  },
});
