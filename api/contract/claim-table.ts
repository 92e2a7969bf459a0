import { claims } from "../../model/attestation.ts";

/** The table by which many claims are submitted at once, as a CSV file or an Excel workbook. */

/** The largest table that is taken, bytes. */
export const largestTable = 1024 * 1024;

/** Columns with the words that a heading may use; the first in Chinese, the second in English. */
export const claimColumns = {
  objective: ["评价目标", "objective", "目标编号"],
  claim: ["声明", "claim"],
  documents: ["证明材料", "documents", "document"],
  issued: ["文件日期", "issued"],
  validUntil: ["有效期至", "valid until", "valid-until"],
  remark: ["说明", "remark"],
} as const;
export type ClaimColumn = keyof typeof claimColumns;

/** What may be claimed of an objective. */
export const tableClaims = [...claims, "no-such-asset"] as const;
export type TableClaim = (typeof tableClaims)[number];

/** The Chinese word of every claim; the English one is its own name. */
export const claimWords: Readonly<Record<TableClaim, string>> = {
  satisfied: "符合",
  partial: "部分符合",
  "not-satisfied": "不符合",
  "not-applicable": "不适用",
  "no-such-asset": "无此类资产",
};
