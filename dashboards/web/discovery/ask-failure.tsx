import { type AskRefusal, askRefusals } from "../../../api/contract/discovery.ts";
import { Problem } from "../../../model/problem.ts";
import { explainError } from "../parts/states.tsx";
import { useWords } from "../words/language.tsx";

/** Why a request did not reach a collector, or what else went wrong. */
export function AskFailure({ error }: { error: unknown }) {
  const { t } = useWords();
  if (error === undefined) return null;
  const code = refusalOf(error);
  const { what, next } = code === undefined ? explainError(error, t) : { what: t(`discovery.${code}`), next: undefined };
  return (
    <p role="alert" className="dialog-failure">
      <strong>{what}</strong> {next}
    </p>
  );
}

function refusalOf(error: unknown): AskRefusal | undefined {
  return error instanceof Problem ? askRefusals.find((known) => known === error.code) : undefined;
}
