import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, pass } from "../results.ts";

/** Judges the inventory itself: scores and caps weigh an asset by its criticality. */
export const criticality = defineAssetCheck({
  id: "inventory.criticality",
  severity: "medium",
  effort: 0.1,
  text: {
    title: { "zh-CN": "资产清单标明了该资产的关键程度。", en: "The inventory gives the asset's criticality." },
    rationale: {
      "zh-CN": "不知道哪些资产关键，就无法先保重点；未标明时评分按中间值 3 计，可能低估风险。",
      en: "Without it nobody can protect first what matters most; scores assume the middle, 3, and may play a risk down.",
    },
    remediation: {
      "zh-CN": "按停用后对生产的影响，在资产清单的 criticality 字段填写 1（影响很小）到 5（全厂停产）。",
      en: "Fill in the field criticality, from 1 (little harm) to 5 (the plant stands still), by what its loss would do to production.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ asset }) =>
    asset.criticality === undefined
      ? fail(message("inventory.criticality-missing"), [])
      : pass(message("inventory.criticality-set", { criticality: asset.criticality })),
});
