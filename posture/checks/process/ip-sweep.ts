import { lastHeld } from "../../../model/activity.ts";
import { dayText } from "../../../model/addresses/working-days.ts";
import { day } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { fail, pass, unknown } from "../results.ts";

/** Judges by the enterprise's own record whether its addresses are swept within the period that it has set itself. */
export const ipSweep = defineEnterpriseCheck({
  id: "process.ip-sweep",
  severity: "medium",
  effort: 1,
  text: {
    title: { "zh-CN": "IP 地址日常自查按计划完成。", en: "The IP addresses are swept on schedule." },
    rationale: {
      "zh-CN": "网络接入服务提供者应做好日常自查；不自查，未备案和备案不准的地址就一直用下去。",
      en: "Access providers are to inspect themselves regularly; without it addresses that have no record, or a wrong one, stay in use.",
    },
    remediation: {
      "zh-CN": "对照备案清单核查在用地址，在“地址备案”页面的“活动记录”中登记自查日期、范围和结论。",
      en: "Compare the addresses in use with the list, and enter date, scope and outcome under activities on the page of address records.",
    },
  },
  references: [{ source: "MIIT", clause: "工信管函〔2019〕621号" }],
  evaluate: ({ activities, addresses, now }) => {
    const last = lastHeld(activities, "address-sweep", now);
    if (last === undefined) return unknown(message("process.sweep-none"));
    const days = addresses.settings.sweepEveryDays;
    const on = dayText(last.heldAt);
    if (now - last.heldAt > days * day) return fail(message("process.sweep-old", { on, days }), []);
    return pass(message("process.sweep-done", { on, days }));
  },
});
