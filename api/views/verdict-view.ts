import type { Bilingual } from "../../model/language.ts";
import { render } from "../../model/messages/index.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Check } from "../../posture/checks/define.ts";
import type { VerdictView } from "../contract/common.ts";
import { both, qualifiedOrNull } from "./names.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export type ChecksById = ReadonlyMap<string, Check>;

export function verdictView(verdict: Verdict, checks: ChecksById): VerdictView {
  const { checkId, enterpriseId, siteId, endpointId, status, severity } = verdict;
  return {
    checkId,
    title: checkTitle(checkId, checks),
    enterpriseId,
    siteId,
    assetId: qualifiedOrNull(enterpriseId, verdict.assetId),
    endpointId,
    status,
    severity,
    because: render(verdict.because),
    notices: verdict.notices.map(render),
    evidence: verdict.evidence.map((pointer) => ({ ...pointer })),
    evidenceAt: isoTimeOrNull(verdict.evidenceAt),
    judgedAt: isoTime(verdict.judgedAt),
  };
}

/** The check's title; its id where this release does not know it. */
export function checkTitle(checkId: string, checks: ChecksById) {
  return checks.get(checkId)?.text.title ?? both(checkId);
}

/** The title as a part of a longer sentence. */
export function titleWithin(checkId: string, checks: ChecksById): Bilingual {
  const { "zh-CN": zhCN, en } = checkTitle(checkId, checks);
  return { "zh-CN": zhCN.replace(/。$/, ""), en: en.replace(/\.$/, "") };
}
