import type { ValidityView } from "../../../api/contract/matrix.ts";
import { useWords } from "../words/language.tsx";

/** For how long a document is good, in one sentence. */
export function ValidityNote({ validity }: { validity: ValidityView }) {
  return <p className="soft validity-note">{useValidityText(validity)}</p>;
}

export function useValidityText({ kind, span, orChangeOf }: ValidityView): string {
  const { t, say } = useWords();
  const text =
    span === null ? t(`validity.${kind === "span" ? "no-period" : kind}`) : t(`validity.${span.unit}`, { n: span.count });
  return orChangeOf === null ? text : text + t("validity.or-change", { what: say(orChangeOf) });
}
