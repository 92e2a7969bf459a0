import { attestationRefusals } from "../../../api/contract/attestation-refusals.ts";
import { largestTable } from "../../../api/contract/claim-table.ts";
import { documentEndings, largestDocument } from "../../../model/document-kinds.ts";
import type { Bilingual } from "../../../model/language.ts";
import { Problem } from "../../../model/problem.ts";
import { explainError } from "../parts/states.tsx";
import { useWords } from "../words/language.tsx";

export interface Explained {
  readonly what: string;
  readonly next: string | undefined;
}

const refusals: Readonly<Record<string, Bilingual>> = attestationRefusals;

/** Says why a statement or a document was refused, in the reader's language. */
export function useExplain(): (error: unknown) => Explained {
  const { t, say, format } = useWords();
  return (error) => {
    const code = error instanceof Problem ? error.code : "";
    const refused = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
    if (refused !== undefined) return { what: say(refused), next: undefined };
    switch (code) {
      case "document-kind":
        return { what: t("document.wrong-kind"), next: t("document.kinds", { endings: documentEndings.join(" · ") }) };
      case "too-large":
        return { what: t("document.too-large", { size: format.bytes(largestDocument) }), next: undefined };
      case "table-too-large":
        return { what: t("import.too-large", { size: format.bytes(largestTable) }), next: undefined };
      case "table-unreadable":
        return { what: t("import.unreadable"), next: t("import.unreadable-next") };
      case "aborted":
        return { what: t("document.ended"), next: undefined };
      default:
        return explainError(error, t);
    }
  };
}
