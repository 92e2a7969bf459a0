import type { Section } from "../section.ts";
import type { enterprisePages as source } from "../zh-CN/enterprise-pages.ts";

export const enterprisePages: Section<typeof source> = {
  "overview.summary": (p) =>
    p.falling === 0
      ? `${p.enterprises} enterprises, none lower than yesterday`
      : `${p.enterprises} enterprises, ${p.falling} lower than yesterday`,
  "overview.summary-join": ". ",
  "overview.summary-findings": (p) => `Unresolved findings: ${p.critical} critical, ${p.high} high`,
  "overview.summary-silent": (p) =>
    p.silent === 0 ? `All ${p.assets} assets have observations in date` : `${p.silent} of ${p.assets} assets are silent`,
  "overview.enterprises": "Posture by enterprise",
  "overview.col-findings": "Unresolved findings",
  "overview.col-silent": "Silent assets",
  "overview.silent-of": (p) => `${p.silent} / ${p.assets}`,
  "overview.changed": "Changed since your last visit",
  "overview.changed-since": (p) => `since ${p.time}`,
  "overview.score-moved": (p) => `${p.enterprise}: score ${p.from}, now ${p.to}`,
  "overview.changed-none": "Nothing has changed since your last visit.",
  "overview.first-visit": "First visit: the last 24 hours",
  "overview.fix-first": "Fix first",
  "overview.fix-first-hint": "By what the repair gains",
  "overview.fix-first-none": "No repair would raise a score.",
  "overview.blind": "What we cannot see",
  "overview.blind-none": "Every asset is being watched.",
  "overview.blind-silent": (p) =>
    `${p.enterprise}: ${p.silent} assets without an observation in date; their verdicts are unknown`,
  "overview.empty": "No enterprise yet",
  "overview.empty-next":
    "Make the first one in the guided start, or put an inventory file into the folder that the configuration names.",

  "gain.together": (p) => `Its share with all ${p.count} under the same cap ${p.points}`,
  "gain.col-alone": "Alone",
  "gain.col-together": "Together",

  "enterprise.now": "Score now",
  "enterprise.tasks": "The seven tasks",
  "enterprise.tasks-hint": "Guiding Opinions on Strengthening Security of the Industrial Internet (工信部联网安〔2019〕168号)",
  "enterprise.encouraged": (p) => `Encouraged indicators ${p.met} / ${p.of} (not part of the score)`,
  "enterprise.repairs": "Next repairs",
  "enterprise.repairs-hint": "By gain for effort",
  "enterprise.repairs-none": "No repair would raise the score. What is unknown needs observations or attestations.",
  "enterprise.moved": "What moved it",
  "enterprise.moved-none": "Nothing moved the score lately.",
  "enterprise.trend": "Trend",
  "enterprise.days": (p) => `${p.days} d`,
  "enterprise.no-score": "No score yet",
  "enterprise.no-score-next":
    "It appears by itself once a collector has delivered the first observations and they are judged, usually within a minute. See whether the collector is alive.",
  "enterprise.nothing-applies": "No demand of this catalogue counts here",
  "enterprise.nothing-applies-next":
    "None applies to an enterprise of this type and grade, or reviewed statements took all of them out. Other catalogues keep their own scores: choose one above.",
  "enterprise.assets": "Assets",
  "enterprise.profile": (p) => `Profile ${p.version}`,
  "enterprise.polling-stopped": (p) => `${p.by} stopped all polling of ${p.site}; its verdicts turn unknown one by one`,
  "enterprise.no-part": "Nothing here counts towards the score",

  "chart.demonstrated": "Demonstrated",
  "chart.potential": "Potential",
  "chart.label": "Band chart of the score: lower edge demonstrated, upper edge potential",

  "explanation.intro": (p) =>
    `All contributions add up to the score ${p.score}. Open a line down to its checks and the raw facts.`,
  "explanation.col-part": "Part",
  "explanation.col-value": "Demonstrated",
  "explanation.cap-line": (p) => `Capped at ${p.at}`,
  "explanation.sum": "Sum",
  "explanation.sum-is": (p) => `All contributions add up to ${p.sum}, the score is ${p.score}`,
  "explanation.sum-holds": "Equal",
  "explanation.sum-differs": "Not equal",
  "explanation.expand-all": "Open all",
  "explanation.collapse": "Close to tasks",
  "explanation.at": "Computed",
  "explanation.method-TEST": "Test",
  "explanation.method-TEST-r": "Records",
  "explanation.method-EXAMINE": "Examine",
  "explanation.method-TEST-why": "Judged by tests on the wire",
  "explanation.method-TEST-r-why": "Judged from our own records",
  "explanation.method-EXAMINE-why": "Judged by an attestation with a document, reviewed by a second person and in date",
  "explanation.no-claim": "No attestation that counts",
  "explanation.no-pairs": "No check applies; counted as unknown",
  "explanation.only-failing": "Only what loses points",
};
