import { message } from "../../../model/messages/index.ts";
import { defineEnterpriseCheck } from "../define.ts";
import { unknown } from "../results.ts";

/** Judges whether advisories are imported on time; none has ever been. */
export const advisoryAge = defineEnterpriseCheck({
  id: "advisory.age",
  severity: "medium",
  effort: 0.5,
  awaits: "advisories",
  text: {
    title: { "zh-CN": "漏洞公告按期导入。", en: "Advisories are imported on time." },
    rationale: {
      "zh-CN": "公告不更新，新公布的漏洞就查不出来。",
      en: "With old advisories what was published since cannot be found.",
    },
    remediation: {
      "zh-CN": "定期从厂商或漏洞平台取得公告并核对在用产品和版本。",
      en: "Fetch advisories from makers or a vulnerability platform regularly, and compare products and versions in use.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: () => unknown(message("advisory.none-imported")),
});
