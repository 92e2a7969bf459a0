import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { notApplicable, pass, unknown } from "../results.ts";
import { type Agreeing, addressReferences, judgeAddresses, judgeOtherRecords } from "./address-verdict.ts";

/** Judges by the dates of the list whether changes were entered in time and records looked at again. */
export const addressRecordStale = defineAssetCheck({
  id: "net.address-record-stale",
  severity: "medium",
  effort: 0.5,
  text: {
    title: {
      "zh-CN": "地址的备案记录按期更新。",
      en: "The address records are kept current.",
    },
    rationale: {
      "zh-CN": "备案信息变化后要在规定期限内更新，分配机构和接入服务单位为 5 个工作日；久未核查的记录多半已与实际不符。",
      en: "Changes are to be entered within a set time, 5 working days for allocation bodies and access providers, and a record that nobody looks at any more has mostly drifted from what is there.",
    },
    remediation: {
      "zh-CN": "核对该地址的使用单位、用途和地点，更新备案系统，在清单中填写备案日期和最近核查日期后重新导入。",
      en: "Check user, purpose and place of the address, update the authority's system, enter the dates of record and verification in the list, and import it again.",
    },
  },
  references: addressReferences,
  evaluate: (context) => judgeAddresses(context, "stale", current),
  evaluateRest: (context) => judgeOtherRecords(context, "stale", current),
});

function current({ recorded }: Agreeing) {
  if (recorded.length === 0) return notApplicable(message("address.no-record"));
  const undated = recorded.find(({ record }) => record.recordedOn === null && record.verifiedOn === null);
  if (undated !== undefined) return unknown(message("address.undated", { address: undated.address }));
  return pass(message("address.current", { count: recorded.length }));
}
