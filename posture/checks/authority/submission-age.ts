import { dayText } from "../../../model/addresses/working-days.ts";
import { message } from "../../../model/messages/index.ts";
import { addMonths } from "../../scoring/validity.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { fail, notApplicable, pass, unknown } from "../results.ts";

/** Judges by receipts that hold whether a submission was accepted within the grade's period; who knows no authority cannot tell. */
export const submissionAge = defineEnterpriseCheck({
  id: "authority.submission-age",
  severity: "medium",
  effort: 2,
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
      "zh-CN": "按级别对应的周期完成自评估，在“报送”页面预览并发送，取得回执。",
      en: "Assess within the period of the grade, then preview and send the report on the page Submissions until its receipt has come.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕68号" }],
  evaluate: ({ submissions, hasCome }) => {
    const { authorityKnown, months, lastAccepted } = submissions;
    if (months === null) return notApplicable(message("authority.no-period"));
    if (lastAccepted === undefined) {
      return authorityKnown
        ? fail(message("authority.no-receipt", { months }), [])
        : unknown(message("authority.not-configured"));
    }
    const on = dayText(lastAccepted.receivedAt);
    if (hasCome(addMonths(lastAccepted.receivedAt, months))) return fail(message("authority.late", { on, months }), []);
    return pass(message("authority.accepted", { on, months }));
  },
});
