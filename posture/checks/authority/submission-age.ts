import { message } from "../../../model/messages/index.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { unknown } from "../results.ts";

/** Judges whether a submission was accepted within the grade's period; without receipts nobody can tell. */
export const submissionAge = defineEnterpriseCheck({
  id: "authority.submission-age",
  severity: "medium",
  effort: 2,
  awaits: "receipts",
  text: {
    title: {
      "zh-CN": "按期向主管部门报送并取得回执。",
      en: "Submissions to the authority are accepted on time.",
    },
    rationale: {
      "zh-CN": "主管部门按报送结果掌握企业情况；未按期报送本身就是检查时的问题。",
      en: "The authority knows an enterprise by its submissions, and a late one is a finding of its own in an inspection.",
    },
    remediation: {
      "zh-CN": "按级别对应的周期完成自评估并报送，保存回执。",
      en: "Assess and submit within the period of the grade, and keep the receipt.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕68号" }],
  evaluate: () => unknown(message("authority.no-receipt")),
});
