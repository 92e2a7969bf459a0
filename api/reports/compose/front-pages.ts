import type { Language } from "../../../model/language.ts";
import type { ReportLayout } from "./layout.ts";

type FrontPages = Pick<ReportLayout, "statement" | "signOff" | "pageOf" | "contents">;

/** Statement, sign-off and words of the frame that every report has: blanks, never a picture of a seal or signature. */
export const frontPages: Readonly<Record<Language, FrontPages>> = {
  "zh-CN": {
    statement: {
      title: "声　明",
      text: "本报告内容真实、完整，由本单位负责。",
      signatures: ["法定代表人或主要负责人（签字）", "网络安全责任人（签字）", "日期"],
    },
    signOff: { title: "签批页", heading: ["", "姓名", "签字", "日期"], roles: ["编制人", "审核人", "批准人"] },
    pageOf: { before: "第 ", between: " 页 共 ", after: " 页" },
    contents: "目　录",
  },
  en: {
    statement: {
      title: "Statement",
      text: "What this report says is true and complete; the enterprise answers for it.",
      signatures: ["Legal representative or head (signature)", "Responsible for cybersecurity (signature)", "Date"],
    },
    signOff: {
      title: "Sign-off",
      heading: ["", "Name", "Signature", "Date"],
      roles: ["Written by", "Checked by", "Approved by"],
    },
    pageOf: { before: "Page ", between: " of ", after: "" },
    contents: "Contents",
  },
};
