import type { Attestation } from "../../model/attestation.ts";
import { day, type Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { AttestationChange } from "../../store/records/compliance-port.ts";
import type { NewEvent } from "./event-hub.ts";
import { counted } from "./event-texts.ts";

/** The words of events about what people state. */

const done: Readonly<Record<AttestationChange, Bilingual>> = {
  submitted: { "zh-CN": "提交了", en: "submitted" },
  edited: { "zh-CN": "修改了", en: "edited" },
  accepted: { "zh-CN": "复核通过了", en: "accepted" },
  returned: { "zh-CN": "退回了", en: "returned" },
  withdrawn: { "zh-CN": "撤回了", en: "withdrew" },
};

const nouns: Readonly<Record<Attestation["about"]["kind"], Bilingual>> = {
  objective: { "zh-CN": "佐证声明", en: "the claim" },
  measure: { "zh-CN": "补偿措施", en: "the compensating measure for" },
  retirement: { "zh-CN": "退役声明", en: "the retirement of" },
};

/** What a person did; `title` stands without its full stop. */
export function attestationChanged(
  attestation: Attestation,
  { change, by, at, title }: { change: AttestationChange; by: string; at: Instant; title: Bilingual },
): NewEvent {
  const noun = nouns[attestation.about.kind];
  const why = change === "returned" && attestation.review !== null ? attestation.review.reason.replace(/[。.]$/, "") : "";
  return aboutAttestation(attestation, at, {
    "zh-CN": `${by} ${done[change]["zh-CN"]}${noun["zh-CN"]}“${title["zh-CN"]}”${why === "" ? "" : `：${why}`}。`,
    en: `${by} ${done[change].en} ${noun.en} "${title.en}"${why === "" ? "" : `: ${why}`}.`,
  });
}

export function attestationExpiring(attestation: Attestation, title: Bilingual, end: Instant, at: Instant): NewEvent {
  const days = Math.max(1, Math.ceil((end - at) / day));
  return aboutAttestation(attestation, at, {
    "zh-CN": `${nouns[attestation.about.kind]["zh-CN"]}“${title["zh-CN"]}”将在 ${days} 天后到期。`,
    en: `${capital(nouns[attestation.about.kind].en)} "${title.en}" ends in ${counted(days, "day")}.`,
  });
}

export function attestationExpired(attestation: Attestation, title: Bilingual, at: Instant): NewEvent {
  return aboutAttestation(attestation, at, {
    "zh-CN": `${nouns[attestation.about.kind]["zh-CN"]}“${title["zh-CN"]}”已到期。`,
    en: `${capital(nouns[attestation.about.kind].en)} "${title.en}" has ended.`,
  });
}

export function claimsImported(enterpriseId: string, count: number, by: string, at: Instant): NewEvent {
  const nothing = { assetId: null, checkId: null, severity: null, refersTo: null };
  const text = {
    "zh-CN": `${by} 批量导入了 ${count} 份佐证声明，待复核。`,
    en: `${by} imported ${counted(count, "claim")}, which wait for a review.`,
  };
  return { ...nothing, at, kind: "attestation", enterpriseId, text };
}

function aboutAttestation({ id, enterpriseId, about }: Attestation, at: Instant, text: Bilingual): NewEvent {
  const assetId = about.kind === "objective" ? null : about.assetId;
  const checkId = about.kind === "measure" ? about.checkId : null;
  return { at, kind: "attestation", enterpriseId, assetId, checkId, severity: null, text, refersTo: id };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
