import { useValidityText } from "../../claims/validity-note.tsx";
import { Panel } from "../../parts/page.tsx";
import { useWords } from "../../words/language.tsx";
import type { Standing } from "./standing.ts";

/** What is asked, by which document, and how it is judged. */
export function Demand({ standing: { objective, catalogControl, catalogObjective } }: { standing: Standing }) {
  const { t, say, sayTitle } = useWords();
  const validity = useValidityText(objective.validity);
  const { officialNo, title, summary, source, confirmed } = catalogControl;
  return (
    <Panel title={t("objective.demand")}>
      <dl className="facts-list objective-facts">
        <dt>{t("word.control")}</dt>
        <dd>
          {officialNo !== null && `${t("objective.official-no", { no: officialNo })} `}
          {sayTitle(title)}
          <div className="soft">{say(summary)}</div>
        </dd>
        <dt>{t("objective.method")}</dt>
        <dd>
          {t(`explanation.method-${objective.method}`)}
          <span className="soft"> · {t(`explanation.method-${objective.method}-why`)}</span>
        </dd>
        {objective.method === "EXAMINE" && (
          <>
            <dt>{t("objective.document")}</dt>
            <dd>{catalogObjective.document === null ? t("objective.document-any") : say(catalogObjective.document)}</dd>
          </>
        )}
        <dt>{t("objective.validity")}</dt>
        <dd>{validity}</dd>
        {objective.condition !== null && (
          <>
            <dt>{t("objective.condition")}</dt>
            <dd>
              {say(objective.condition)}
              <div className="soft">{t("objective.condition-why")}</div>
            </dd>
          </>
        )}
        <dt>{t("objective.basis")}</dt>
        <dd>
          {catalogObjective.basis.map((letter) => basisWord(letter, t)).join(t("word.list-comma"))}
          {!(catalogObjective.confirmed && confirmed) && <span className="faint"> · {t("word.unconfirmed")}</span>}
          <div>
            <a href={source} rel="noreferrer" className="faint objective-source">
              {source}
            </a>
          </div>
        </dd>
      </dl>
    </Panel>
  );
}

const basisLetters = ["D", "G", "C", "X", "S", "V", "H"] as const;

/** Where a demand comes from, by the letter of the catalogue. */
function basisWord(letter: string, t: ReturnType<typeof useWords>["t"]): string {
  const known = basisLetters.find((one) => one === letter);
  return known === undefined ? letter : t(`basis.${known}`);
}
