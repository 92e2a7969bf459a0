import { canonicalJson, sha256 } from "../../../../model/digest.ts";
import type { Part } from "../part.ts";
import { tableOf, text } from "../tables.ts";
import { claimStateWords, minuteText, shortDay } from "../words.ts";

/** What the report rests on, by digest. */

export const claims: Part = ({ report, language }) => [
  tableOf(
    language,
    { "zh-CN": "声明与佐证材料", en: "Claims and documents" },
    (column) => [
      column("对象", "About", 2, ({ about }) => about),
      column("状态", "State", 1.3, ({ state }) => claimStateWords[state]?.[language] ?? state),
      column("填报人", "By", 1.6, ({ by }) => by),
      column("审核人", "Reviewed by", 1.6, ({ reviewedBy }) => reviewedBy ?? ""),
      column("文件日期", "Issued", 1.8, ({ issuedAt }) => shortDay(issuedAt)),
      column("文件及 SHA-256", "Documents and SHA-256", 6, ({ documents }) =>
        documents.map(({ name, sha256 }) => `${name}\n${sha256}`).join("\n"),
      ),
    ],
    report.claims,
  ),
];

export const addressRecords: Part = ({ report, language, assetName }) => [
  tableOf(
    language,
    { "zh-CN": "IP 地址备案记录", en: "Address records" },
    (column) => [
      column("地址", "Address", 3, ({ first, last }) => (first === last ? first : `${first} – ${last}`)),
      column("分配对象", "Allocated to", 2.5, ({ allocatedTo }) => allocatedTo),
      column("使用单位", "User", 2.5, ({ user }) => user),
      column("用途", "Purpose", 2.5, ({ purpose }) => purpose),
      column("资产", "Asset", 2, ({ assetId }) => (assetId === null ? "" : assetName(assetId))),
      column("核验日期", "Verified", 1.8, ({ verifiedOn }) => shortDay(verifiedOn)),
    ],
    report.addressRecords,
  ),
];

export const evidence: Part = ({ report, language, assetName }) => [
  text(
    language,
    `各项得分由随附数据中的评分表（sheet，SHA-256：${sha256(canonicalJson(report.sheet))}）按评分规则版本 ${report.catalog.profileVersion} 计算，任何人均可据此复算。`,
    `Every score follows from the sheet in the enclosed data (SHA-256 ${sha256(canonicalJson(report.sheet))}) by scoring profile ${report.catalog.profileVersion}; anybody can reckon it again.`,
  ),
  text(
    language,
    "摘要为 SHA-256，由资产盐值与该次检测所见事实的规范化 JSON（RFC 8785）算得；时间为北京时间。",
    "Digests are SHA-256 over the asset's salt and the canonical JSON (RFC 8785) of what was seen; times are Beijing time.",
  ),
  tableOf(
    language,
    { "zh-CN": "检测原始记录及 SHA-256 清单", en: "Records of detection with SHA-256" },
    (column) => [
      column("记录", "Record", 3.2, ({ observationId }) => observationId),
      column("资产", "Asset", 2.2, ({ assetId }) => assetName(assetId)),
      column("探测", "Probe", 2.3, ({ probe }) => probe),
      column("首次所见", "First seen", 1.7, ({ at }) => minuteText(at)),
      column("SHA-256", "SHA-256", 4.4, ({ digest }) => digest),
    ],
    report.evidence,
  ),
];
