import { lastHeld } from "../../../model/activity.ts";
import { dayText } from "../../../model/addresses/working-days.ts";
import { message } from "../../../model/messages/index.ts";
import { addMonths } from "../../scoring/validity.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { fail, pass, unknown } from "../results.ts";

const months = 12;

/** Judges by the enterprise's own record whether an emergency drill was held and reviewed within a year. */
export const drill = defineEnterpriseCheck({
  id: "process.drill",
  severity: "medium",
  effort: 3,
  text: {
    title: {
      "zh-CN": "近 12 个月做过应急演练并有总结。",
      en: "An emergency drill was held and reviewed in the last 12 months.",
    },
    rationale: {
      "zh-CN": "预案没有演练过，停产、转手动、恢复这些步骤能不能走通无人知道。",
      en: "Until a plan has been drilled nobody knows whether stopping, manual operation and recovery work.",
    },
    remediation: {
      "zh-CN": "按应急预案组织一次演练，写出结论和改进项，在“地址备案”页面的“活动记录”中登记日期、范围和材料。",
      en: "Drill the emergency plan, write down what came out of it, and enter date, scope and documents under activities on the page of address records.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ activities, now }) => {
    const last = lastHeld(activities, "drill", now);
    if (last === undefined) return unknown(message("process.drill-none"));
    const on = dayText(last.heldAt);
    if (addMonths(last.heldAt, months) < now) return fail(message("process.drill-old", { on }), []);
    if (last.outcome === "") return unknown(message("process.drill-unreviewed", { on }));
    return pass(message("process.drill-held", { on }));
  },
});
