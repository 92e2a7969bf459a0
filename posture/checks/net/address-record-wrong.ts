import { message } from "../../../model/messages/index.ts";
import { isComparable } from "../../addresses/differences.ts";
import { type CheckResult, defineAssetCheck, type EnterpriseContext } from "../define.ts";
import { notApplicable, pass, unknown } from "../results.ts";
import { type Agreeing, addressReferences, groundOf, judgeAddresses, judgeOtherRecords } from "./address-verdict.ts";

/** Judges whether asset, place and use of the record are those that the inventory and the endpoint show. */
export const addressRecordWrong = defineAssetCheck({
  id: "net.address-record-wrong",
  severity: "medium",
  effort: 0.5,
  text: {
    title: {
      "zh-CN": "地址的备案内容与实际一致。",
      en: "The address records agree with what is seen.",
    },
    rationale: {
      "zh-CN": "备案不准与未备案同样处置：网络接入服务提供者发现后要立即停止接入并上报。",
      en: "A wrong record is dealt with like a missing one: access providers must cut the address off at once and report it when they find it.",
    },
    remediation: {
      "zh-CN": "查明地址实际由谁、在哪里使用；记录错的更正备案，地址被占用的先停止接入并上报，再恢复原用途。",
      en: "Find out who uses the address and where. Correct the record where it is wrong; where somebody took the address, cut it off and report it, then restore its use.",
    },
  },
  references: addressReferences,
  evaluate: (context) => judgeAddresses(context, "wrong", (agreeing) => agreement(context, agreeing)),
  evaluateRest: (context) =>
    judgeOtherRecords(context, "wrong", ({ subjects }) => pass(message("address.agrees", { count: subjects.length }))),
});

function agreement(context: EnterpriseContext, { recorded, evidence }: Agreeing): CheckResult {
  if (recorded.length === 0) return notApplicable(message("address.no-record"));
  const vague = recorded.find(({ record }) => !isComparable(groundOf(context), record));
  if (vague !== undefined) return unknown(message("address.not-comparable", { address: vague.address }), { evidence });
  const unseen = recorded[evidence.length];
  if (unseen !== undefined) return unknown(message("address.not-seen", { address: unseen.address }), { evidence });
  return pass(message("address.agrees", { count: recorded.length }), { evidence });
}
