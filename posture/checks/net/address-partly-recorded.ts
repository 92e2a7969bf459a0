import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { notApplicable, pass } from "../results.ts";
import { type Agreeing, addressReferences, judgeAddresses, judgeOtherRecords } from "./address-verdict.ts";

/** Judges by our own copy of the list whether allocation and use of the asset's addresses are told in full. */
export const addressPartlyRecorded = defineAssetCheck({
  id: "net.address-partly-recorded",
  severity: "medium",
  effort: 0.5,
  text: {
    title: {
      "zh-CN": "地址的备案信息齐全。",
      en: "The address records are complete.",
    },
    rationale: {
      "zh-CN": "备案要求全面、准确、及时：缺了分配对象、分配方式、时间，或使用单位、用途、地点、联系方式，出了问题就无法追溯。",
      en: "A record must tell to whom, how and when an address was allocated, and who uses it, what for, where and how to reach them; without that nothing can be traced.",
    },
    remediation: {
      "zh-CN": "按页面列出的缺项补全清单，重新导入，并同步更新备案系统中的记录。",
      en: "Fill in what the page lists as missing, import the list again, and bring the entry in the authority's system up to date.",
    },
  },
  references: addressReferences,
  evaluate: (context) => judgeAddresses(context, "partly-recorded", complete),
  evaluateRest: (context) => judgeOtherRecords(context, "partly-recorded", complete),
});

function complete({ recorded }: Agreeing) {
  if (recorded.length === 0) return notApplicable(message("address.no-record"));
  return pass(message("address.complete", { count: recorded.length }));
}
