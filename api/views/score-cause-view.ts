import type { AttestationState } from "../../model/attestation.ts";
import type { Bilingual } from "../../model/language.ts";
import type { ScoreCause } from "../../model/score.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type { FoundObjective } from "../../posture/attestations/expiry.ts";
import type { ScoreCauseView } from "../contract/scores.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { assetName, both, enterpriseName, qualified } from "./names.ts";
import { type ChecksById, titleWithin } from "./verdict-view.ts";

export interface CauseSurroundings {
  readonly enterpriseId: string;
  /** null is the enterprise itself. */
  nameOf(assetId: string | null): Bilingual;
  readonly checks: ChecksById;
  readonly objectives: ReadonlyMap<string, FoundObjective>;
}

/** Names as the inventory has them now. */
export function namesIn(entry: InventoryEntry | undefined, enterpriseId: string): CauseSurroundings["nameOf"] {
  return (assetId) => assetName(entry, assetId) ?? enterpriseName(entry, enterpriseId);
}

export function scoreCauseView(cause: ScoreCause, around: CauseSurroundings): ScoreCauseView {
  const { enterpriseId } = around;
  const named: readonly (string | null)[] = "assetIds" in cause ? cause.assetIds : [];
  const assetIds = named.filter((id) => id !== null);
  return {
    kind: cause.kind,
    text: causeText(cause, around),
    checkId: "checkId" in cause ? cause.checkId : null,
    assetIds: assetIds.map((id) => qualified(enterpriseId, id)),
    objectiveId: "objectiveId" in cause ? cause.objectiveId : null,
    attestationId: "attestationId" in cause ? cause.attestationId : null,
  };
}

const statusWords: Readonly<Record<VerdictStatus | "none", Bilingual>> = {
  pass: { "zh-CN": "符合", en: "pass" },
  fail: { "zh-CN": "不符合", en: "fail" },
  unknown: { "zh-CN": "未知", en: "unknown" },
  "not-applicable": { "zh-CN": "不适用", en: "not applicable" },
  none: { "zh-CN": "不计", en: "not counted" },
};

const stateWords: Readonly<Record<AttestationState, Bilingual>> = {
  submitted: { "zh-CN": "提交待复核", en: "submitted, not reviewed yet" },
  accepted: { "zh-CN": "复核通过", en: "accepted by its reviewer" },
  returned: { "zh-CN": "被退回", en: "returned by its reviewer" },
  withdrawn: { "zh-CN": "被撤回", en: "taken back" },
};

/** One cause as a part of a sentence, without a full stop. */
export function causeText(cause: ScoreCause, around: CauseSurroundings): Bilingual {
  switch (cause.kind) {
    case "first":
      return { "zh-CN": "首次得分", en: "the first score" };
    case "profile":
      return {
        "zh-CN": `配置档由 ${cause.before} 版改为 ${cause.after} 版`,
        en: `the profile changed from version ${cause.before} to ${cause.after}`,
      };
    case "verdict": {
      const [before, after] = [statusWords[cause.before ?? "none"], statusWords[cause.after ?? "none"]];
      return aboutCheck(cause, around, {
        "zh-CN": `由${before["zh-CN"]}变为${after["zh-CN"]}`,
        en: `${before.en} → ${after.en}`,
      });
    }
    case "stale":
      return aboutCheck(cause, around, { "zh-CN": "观测过期，转为未知", en: "the last pass is too old, so it is unknown" });
    case "severity":
      return aboutCheck(cause, around, { "zh-CN": "问题等级有变化", en: "the finding has another severity" });
    case "claim":
      return aboutObjective(cause.objectiveId, around, {
        "zh-CN": `的声明${stateWords[cause.state]["zh-CN"]}`,
        en: `the claim was ${stateWords[cause.state].en}`,
      });
    case "expiry":
      return aboutObjective(cause.objectiveId, around, { "zh-CN": "的声明到期", en: "the claim has ended" });
    case "inventory":
      return inventoryText(cause);
    case "applicability":
      return aboutObjective(cause.objectiveId, around, { "zh-CN": "的适用范围有变化", en: "whether it applies has changed" });
  }
}

function aboutCheck(
  { checkId, count, assetIds }: Extract<ScoreCause, { kind: "verdict" | "stale" | "severity" }>,
  around: CauseSurroundings,
  said: Bilingual,
): Bilingual {
  const title = titleWithin(checkId, around.checks);
  const [first = null] = assetIds;
  const name = around.nameOf(first);
  const where = count === 1 ? name : { "zh-CN": `${name["zh-CN"]}等 ${count} 项资产`, en: `${name.en} and ${count - 1} more` };
  return { "zh-CN": `“${title["zh-CN"]}”${said["zh-CN"]}（${where["zh-CN"]}）`, en: `"${title.en}": ${said.en} (${where.en})` };
}

function aboutObjective(objectiveId: string, { objectives }: CauseSurroundings, said: Bilingual): Bilingual {
  const text = objectives.get(objectiveId)?.objective.text ?? both(objectiveId);
  return { "zh-CN": `“${text["zh-CN"]}”${said["zh-CN"]}`, en: `"${text.en}": ${said.en}` };
}

function inventoryText({ added, removed }: Extract<ScoreCause, { kind: "inventory" }>): Bilingual {
  if (added + removed === 0) {
    return { "zh-CN": "资产清单中的关键程度或用途有变化", en: "criticality or role of assets changed in the inventory" };
  }
  const zh = [...(added > 0 ? [`新增 ${added} 项资产`] : []), ...(removed > 0 ? [`不再计 ${removed} 项资产`] : [])];
  const en = [...(added > 0 ? [`${added} more assets count`] : []), ...(removed > 0 ? [`${removed} fewer count`] : [])];
  return { "zh-CN": `资产清单：${zh.join("，")}`, en: `the inventory: ${en.join(", ")}` };
}
