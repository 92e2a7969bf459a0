import type { EventRecord } from "../../../model/event.ts";
import type { Finding } from "../../../model/finding.ts";
import type { Incident } from "../../../model/incident.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Bilingual, Language } from "../../../model/language.ts";
import { minuteText, severityWords } from "../compose/words.ts";

export interface DraftGround {
  readonly findings: readonly Finding[];
  /** What happened around the discovery, newest first. */
  readonly events: readonly EventRecord[];
  readonly language: Language;
  readonly checkTitle: (checkId: string) => Bilingual;
  readonly rationale: (checkId: string) => string;
  readonly remediation: (checkId: string) => string;
  readonly assetName: (assetId: string | null) => Bilingual;
}

/** Events that a draft names; all are on the time line. */
const mostEvents = 30;

type DraftTexts = Pick<Incident, "title" | "summary" | "impact" | "cause" | "measures" | "next" | "contact">;

/** The texts of a draft, from what is on record; what nobody knows yet stays blank. */
export function draftTexts(ground: DraftGround): DraftTexts {
  const { findings, events, language, checkTitle, assetName } = ground;
  const [first] = findings;
  const named = first === undefined ? "" : `${assetName(first.assetId)[language]}：${plain(checkTitle(first.checkId)[language])}`;
  const title = {
    "zh-CN": named === "" ? "网络安全事件" : `网络安全事件（${named}）`,
    en: named === "" ? "Cyber incident" : `Cyber incident (${named.replace("：", ": ")})`,
  }[language];
  return {
    title,
    summary: [...findings.map((finding) => findingLine(finding, ground)), ...eventLines(events, language)].join("\n"),
    impact: unique(findings.map(({ checkId }) => ground.rationale(checkId))),
    cause: "",
    measures: "",
    next: unique(findings.map(({ checkId, rectification }) => rectification?.measure || ground.remediation(checkId))),
    contact: "",
  };
}

/** When it was discovered, as far as the records know: the newest of the findings came last. */
export function discoveryOf(findings: readonly Finding[], now: Instant): Instant {
  return findings.length === 0 ? now : Math.max(...findings.map(({ firstSeen }) => firstSeen));
}

function findingLine(
  { checkId, assetId, severity, firstSeen }: Finding,
  { language, checkTitle, assetName }: DraftGround,
): string {
  const [asset, check] = [assetName(assetId)[language], plain(checkTitle(checkId)[language])];
  return {
    "zh-CN": `${minuteText(firstSeen)} 发现问题：${asset} 未达到“${check}”（${severityWords[severity]["zh-CN"]}）。`,
    en: `${minuteText(firstSeen)} found: ${asset} does not meet "${check}" (${severityWords[severity].en.toLowerCase()}).`,
  }[language];
}

function eventLines(events: readonly EventRecord[], language: Language): string[] {
  const shown = events.slice(0, mostEvents).toSorted((a, b) => a.at - b.at);
  return shown.map(({ at, text }) => `${minuteText(at)} ${text[language]}`);
}

function plain(title: string): string {
  return title.replace(/[。.]$/, "");
}

function unique(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ""))].join("\n");
}
