import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, pass } from "../results.ts";

/** Judges the inventory itself: somebody must answer for each asset. */
export const owner = defineAssetCheck({
  id: "inventory.owner",
  severity: "medium",
  effort: 0.1,
  text: {
    title: { "zh-CN": "资产清单为该资产写明了责任人。", en: "The inventory names an owner for the asset." },
    rationale: {
      "zh-CN": "没有责任人的资产，问题无人处置，变更无人批准。",
      en: "Nobody handles the findings of an asset without an owner, and nobody approves its changes.",
    },
    remediation: {
      "zh-CN": "在资产清单中填写 owner 字段，写明具体的人。",
      en: "Fill in the field owner in the inventory with a person.",
    },
  },
  references: [{ source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ asset }) =>
    asset.owner === undefined
      ? fail(message("inventory.owner-missing"), [])
      : pass(message("inventory.owner-named", { owner: asset.owner })),
});
