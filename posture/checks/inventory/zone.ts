import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, iec62443, pass } from "../results.ts";
import { zoneName } from "../zone-name.ts";

/** Judges the inventory itself: paths between zones can only be judged when every asset has one. */
export const zone = defineAssetCheck({
  id: "inventory.zone",
  severity: "medium",
  effort: 0.2,
  text: {
    title: { "zh-CN": "资产清单将该资产归入了安全区域。", en: "The inventory assigns the asset to a zone." },
    rationale: {
      "zh-CN": "没有区域就无法申报通道，也看不出哪些跨区访问不该存在。",
      en: "Without zones no conduit can be declared, and nobody sees which paths should not exist.",
    },
    remediation: {
      "zh-CN": "在厂区下申报区域，并在资产清单的 zone 字段填写该资产所属区域。",
      en: "Declare the zones of the site and fill in the field zone of the asset.",
    },
  },
  references: [iec62443("SR 5.1"), { source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ asset, inventory }) =>
    asset.zone === undefined
      ? fail(message("inventory.zone-missing"), [])
      : pass(message("inventory.zone-set", { zone: zoneName(inventory, asset.site, asset.zone) })),
});
