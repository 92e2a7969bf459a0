import { lastHeld } from "../../../model/activity.ts";
import { dayText } from "../../../model/addresses/working-days.ts";
import { message } from "../../../model/messages/index.ts";
import { addMonths } from "../../scoring/validity.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { fail, pass, unknown } from "../results.ts";

const months = 6;

/** Judges by the enterprise's own record whether a simulated scenario was run and scored against its truth within half a year. */
export const simulation = defineEnterpriseCheck({
  id: "process.simulation",
  severity: "medium",
  effort: 1,
  text: {
    title: {
      "zh-CN": "近 6 个月跑过模拟场景并与真值比对。",
      en: "A simulated scenario was run and scored against its truth in the last 6 months.",
    },
    rationale: {
      "zh-CN": "监测能不能发现问题，要用已知真值的场景检验；长期不检验，漏报和误报就无人察觉。",
      en: "Whether a monitor sees what it should is shown by scenarios whose truth is known; without them misses and false alarms go unnoticed.",
    },
    remediation: {
      "zh-CN": "运行 plantwatch evaluate 跑一个场景，保存准确率和召回率，并在“地址备案”页面的“活动记录”中登记。",
      en: "Run a scenario with plantwatch evaluate, keep its precision and recall, and enter it under activities on the page of address records.",
    },
  },
  references: [],
  evaluate: ({ activities, now }) => {
    const last = lastHeld(activities, "simulation", now);
    if (last === undefined) return unknown(message("process.simulation-none"));
    const on = dayText(last.heldAt);
    if (addMonths(last.heldAt, months) < now) return fail(message("process.simulation-old", { on }), []);
    return pass(message("process.simulation-run", { on }));
  },
});
