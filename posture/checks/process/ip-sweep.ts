import { lastHeld } from "../../../model/activity.ts";
import { dayText } from "../../../model/addresses/working-days.ts";
import { netSweep } from "../../../model/discovery/sweep.ts";
import { day, type Instant } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import { defineEnterpriseCheck, type EnterpriseContext, type Pointer } from "../define.ts";
import { fail, pass, seen, unknown } from "../results.ts";

/** Judges whether the addresses are swept, by people on record or by the collectors, within the period that the enterprise has set. */
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
  evaluate: (context) => {
    const { activities, addresses, now } = context;
    const swept = sweptThrough(context);
    const last = Math.max(lastHeld(activities, "address-sweep", now)?.heldAt ?? 0, swept?.at ?? 0);
    if (last === 0) return unknown(message("process.sweep-none"));
    const days = addresses.settings.sweepEveryDays;
    const on = dayText(last);
    const evidence = swept?.evidence ?? [];
    if (now - last > days * day) return fail(message("process.sweep-old", { on, days }), evidence);
    return pass(message("process.sweep-done", { on, days }), { evidence });
  },
});

/** Since when every declared discovery range has been swept by the collectors; undefined where one never was, or none is declared. */
function sweptThrough({ inventory, sweep }: EnterpriseContext): { at: Instant; evidence: readonly Pointer[] } | undefined {
  const ranges = inventory.sites.flatMap((site) => site.discovery.map(({ id }) => sweep(site.id, id)));
  const swept = ranges.filter((one) => one !== undefined);
  if (swept.length === 0 || swept.length < ranges.length) return undefined;
  return {
    at: Math.min(...swept.map(({ lastSeen }) => lastSeen)),
    evidence: swept.map(({ observationId }) => ({ ...seen(netSweep, "found"), observationId })),
  };
}
