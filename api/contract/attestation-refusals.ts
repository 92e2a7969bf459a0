import type { Bilingual } from "../../model/language.ts";

/** Why a statement about an enterprise was refused, by the code of the error (422, or 403 for the first two), as people read it. */
export const attestationRefusals = {
  "attestation-own-review": {
    "zh-CN": "提交或修改过声明的人不能复核它。请由另一位复核人复核。",
    en: "Nobody reviews what they wrote themselves. Ask another reviewer.",
  },
  "review-by-program": {
    "zh-CN": "复核必须由人登录后完成，程序不能代替。",
    en: "Only a person who is signed in can review; a program cannot.",
  },
  "attestation-settled": {
    "zh-CN": "声明已经办结，不能再改。请另行提交一份。",
    en: "The statement is settled and cannot be changed. Submit a new one.",
  },
  "attestation-not-waiting": {
    "zh-CN": "声明当前不在待复核状态。",
    en: "The statement does not wait for a review.",
  },
  "attestation-without-document": {
    "zh-CN": "没有证明材料，不能复核通过。请退回并要求补充材料。",
    en: "There is no document, so it cannot be accepted. Return it and ask for one.",
  },
  "attestation-dates": {
    "zh-CN": "日期不成立：文件日期不能晚于今天，有效期不能已过；补偿措施必须写明截止日期。",
    en: "The dates cannot be: a document is not dated in the future and has not expired yet, and a compensating measure needs an end.",
  },
  "attestation-waits": {
    "zh-CN": "同一事项已有一份声明等待复核。请修改那一份，或先撤回。",
    en: "A statement about the same waits for its review. Edit that one, or withdraw it first.",
  },
  "objective-unknown": {
    "zh-CN": "已启用的目录中没有这个评价目标。",
    en: "No catalogue that is on has this objective.",
  },
  "claim-does-not-fit": {
    "zh-CN": "声明与评价方式不符：由人审查的目标声明是否符合，由检查项判定的目标只能声明“无此类资产”。",
    en: "The claim does not fit the method: whether it is met is claimed of what people examine, that there is no such asset of what checks judge.",
  },
  "claim-needs-end": {
    "zh-CN": "这类材料以其自身载明的日期为准。请填写有效期至。",
    en: "Such a document is good until the date that it bears. Give that date.",
  },
  "document-unknown": {
    "zh-CN": "证明材料尚未上传到本企业。请先上传。",
    en: "The document was not uploaded for this enterprise. Upload it first.",
  },
  "measure-without-finding": {
    "zh-CN": "该对象上没有这个检查项的未解决问题，无需补偿措施。",
    en: "There is no unresolved finding of this check there, so nothing needs a compensating measure.",
  },
  "retirement-too-early": {
    "zh-CN": "资产清单仍列有该对象。请先从清单中移除，再声明退役。",
    en: "The inventory still names it. Take it out of the inventory first, then state that it is gone.",
  },
  "retirement-unneeded": {
    "zh-CN": "该对象已不计入得分，无需声明退役。",
    en: "Nothing of it counts any more, so nothing needs to be retired.",
  },
} as const satisfies Record<string, Bilingual>;

export type AttestationRefusal = keyof typeof attestationRefusals;

/** The two codes that concern who asks, not what is asked. */
export const forbiddenReviews: ReadonlySet<string> = new Set<AttestationRefusal>(["attestation-own-review", "review-by-program"]);
