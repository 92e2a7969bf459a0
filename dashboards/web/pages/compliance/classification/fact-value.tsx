import { useWords } from "../../../words/language.tsx";
import { type ClassificationFacts, type FactField, factOf } from "./classification-draft.ts";

/** A fact in the reader's words. */
export function FactValue({ facts, field }: { facts: ClassificationFacts; field: FactField }) {
  const { t } = useWords();
  const value = factOf(facts, field);
  if (field === "protectionLevel")
    return typeof value === "number" ? t(`class.level-${facts.protectionLevel ?? 2}`) : t("class.level-none");
  if (typeof value === "boolean") return t(value ? "word.yes" : "word.no");
  if (value === null || value === "") return <span className="missing">{t("ledger.missing")}</span>;
  return value;
}
