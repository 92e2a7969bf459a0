import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, iec62443, pass } from "../results.ts";

const fields = ["vendor", "product", "version"] as const;

/** Judges the inventory itself: advisories are matched by vendor, product and version. */
export const identity = defineAssetCheck({
  id: "inventory.identity",
  severity: "low",
  effort: 0.2,
  text: {
    title: {
      "zh-CN": "资产清单写明了该资产的厂商、型号和版本。",
      en: "The inventory names the asset's vendor, product and version.",
    },
    rationale: {
      "zh-CN": "身份信息不全，就无法与漏洞通报比对，也发现不了设备被替换。",
      en: "Without them no advisory can be matched, and a replaced device goes unnoticed.",
    },
    remediation: {
      "zh-CN": "按铭牌或设备自述信息，在资产清单填写 vendor、product 和 version 字段。",
      en: "Fill in the fields vendor, product and version from the name plate or from what the device says of itself.",
    },
  },
  references: [iec62443("SR 7.8"), { source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ asset }) => {
    const missing = fields.filter((field) => asset[field] === undefined);
    if (missing.length === 0) return pass(message("inventory.identity-complete"));
    return fail(message("inventory.identity-incomplete", { fields: missing.join(", ") }), []);
  },
});
