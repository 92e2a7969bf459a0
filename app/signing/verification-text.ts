import type { StatementOutcome } from "../../api/reports/bundle/verify/statement.ts";
import type { Verification } from "../../api/reports/bundle/verify/verify-bundle.ts";
import type { Bilingual, Language } from "../../model/language.ts";

const marks: Readonly<Record<StatementOutcome, Bilingual>> = {
  holds: { "zh-CN": "✔ 成立  ", en: "✔ holds " },
  fails: { "zh-CN": "✘ 不成立", en: "✘ fails " },
  open: { "zh-CN": "○ 说明  ", en: "○ note  " },
};

const conclusions = {
  refused: { "zh-CN": "不予采信：以下各条中有不成立的。", en: "Refused: something below does not hold." },
  trusted: { "zh-CN": "完整，签名人可信。", en: "Intact, and the signer is believed." },
  unknown: {
    "zh-CN": "完整，签名人未知：用 --trust 指明您信任的证书。",
    en: "Intact, signer unknown: name whom you believe by --trust.",
  },
} as const satisfies Record<string, Bilingual>;

/** What a check came to, as lines for people. */
export function verificationText(file: string, { ok, signer, statements }: Verification, language: Language): string {
  const conclusion = ok ? (signer?.trusted === true ? "trusted" : "unknown") : "refused";
  const lines = statements.map(({ outcome, text }) => `  ${marks[outcome][language]}  ${text[language]}`);
  return `${[`${file}: ${conclusions[conclusion][language]}`, ...lines].join("\n")}\n`;
}

/** The same for programs; `schema` grows with what is no longer read as before. */
export function verificationJson({ ok, signer, statements, manifest }: Verification): string {
  return `${JSON.stringify({ schema: 1, ok, signer, statements, manifest }, null, 2)}\n`;
}
