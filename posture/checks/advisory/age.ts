import { dayText } from "../../../model/addresses/working-days.ts";
import { day } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { fail, pass, unknown } from "../results.ts";

/** Judges whether advisories are imported on time, by the limit of the installation. */
export const advisoryAge = defineEnterpriseCheck({
  id: "advisory.age",
  severity: "medium",
  effort: 0.5,
  text: {
    title: { "zh-CN": "漏洞通报按期导入。", en: "Advisories are imported on time." },
    rationale: {
      "zh-CN": "通报不更新，新公布的漏洞就查不出来。",
      en: "With old advisories what was published since cannot be found.",
    },
    remediation: {
      "zh-CN": "定期从厂商或漏洞平台取得通报，在“漏洞通报”页面或用 plantwatch advisories import 导入。",
      en: "Fetch advisories from makers or a vulnerability platform regularly, and import them on the page Advisories or with plantwatch advisories import.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ advisorySet, hasCome }) => {
    const { importedAt, maxAgeDays: days } = advisorySet();
    if (importedAt === null) return unknown(message("advisory.none-imported"));
    const on = dayText(importedAt);
    if (hasCome(importedAt + days * day)) return fail(message("advisory.import-old", { on, days }), []);
    return pass(message("advisory.import-recent", { on, days }));
  },
});
