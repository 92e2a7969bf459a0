import { Button } from "antd";
import { useState } from "react";
import type { EnterpriseSummary } from "../../../../../api/contract/enterprises.ts";
import type { ScoreNodeView } from "../../../../../api/contract/scores.ts";
import { classification, ledger, matrix } from "../../../data/compliance-resources.ts";
import { score } from "../../../data/resources.ts";
import { useQuery } from "../../../data/use-query.ts";
import { Link } from "../../../parts/link.tsx";
import { Panel } from "../../../parts/page.tsx";
import { Loaded } from "../../../parts/states.tsx";
import { to } from "../../../routes.ts";
import { shortId } from "../../../score/node-names.ts";
import { ScoreBar, ScoreLegend } from "../../../score/score-bar.tsx";
import { useWords } from "../../../words/language.tsx";
import { basics, type Gap, type HandInPart, handInParts } from "./hand-in-gaps.ts";
import "./hand-in.css";

/** What would be handed in today, and what is still missing. */
export function HandIn({ enterprise, catalogId }: { enterprise: EnterpriseSummary; catalogId: string }) {
  const standing = useQuery(matrix(enterprise.id, catalogId));
  const book = useQuery(ledger(enterprise.id));
  const facts = useQuery(classification(enterprise.id));
  return (
    <Loaded entry={standing} rows={12}>
      {(matrixView) => (
        <Loaded entry={book} rows={12}>
          {({ items }) => (
            <Loaded entry={facts} rows={12}>
              {(stated) => (
                <Parts
                  enterprise={enterprise}
                  catalogId={catalogId}
                  parts={handInParts(enterprise.id, { matrix: matrixView, ledger: items, classification: stated })}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function Parts({
  enterprise,
  catalogId,
  parts,
}: {
  enterprise: EnterpriseSummary;
  catalogId: string;
  parts: readonly HandInPart[];
}) {
  return (
    <div className="stack">
      <Head enterprise={enterprise} catalogId={catalogId} missing={parts.reduce((sum, { gaps }) => sum + gaps.length, 0)} />
      <div className="hand-in">
        {parts.map((part) => (
          <Part key={part.section} part={part} />
        ))}
      </div>
    </div>
  );
}

function Head({ enterprise, catalogId, missing }: { enterprise: EnterpriseSummary; catalogId: string; missing: number }) {
  const { t } = useWords();
  const root = useQuery(score(enterprise.id, catalogId)).value?.root ?? null;
  return (
    <section className="panel hand-in-head">
      <div>
        <h2>{missing === 0 ? t("hand-in.whole") : t("hand-in.missing", { count: missing })}</h2>
        <p className="soft">{t("hand-in.what")}</p>
        {enterprise.simulated && <p className="soft">{t("hand-in.simulated")}</p>}
      </div>
      {root === null ? <p className="soft">{t("enterprise.no-score")}</p> : <Figures enterpriseId={enterprise.id} root={root} />}
    </section>
  );
}

function Figures({ enterpriseId, root }: { enterpriseId: string; root: ScoreNodeView }) {
  const { t, format } = useWords();
  return (
    <div className="hand-in-figures">
      <p>
        {t("word.demonstrated")} <strong>{format.points(root.demonstrated)}</strong> · {t("word.potential")}{" "}
        <strong>{format.points(root.potential)}</strong> · {t("word.coverage")} <strong>{format.percent(root.coverage)}</strong>
        {" · "}
        <Link to={to.explanation(enterpriseId)} className="inline-link">
          {t("act.explain")}
        </Link>
      </p>
      <ScoreBar score={{ ...root, capAt: root.cap?.at ?? null }} size="head" />
      <ScoreLegend />
    </div>
  );
}

const shownAtFirst = 6;

function Part({ part: { section, of, gaps } }: { part: HandInPart }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? gaps : gaps.slice(0, shownAtFirst);
  return (
    <Panel
      title={t(`hand-in.section-${section}`)}
      note={t(section === "ledger" ? "hand-in.of-findings" : "hand-in.of", { ready: of - gaps.length, of })}
      flush
    >
      {gaps.length === 0 ? (
        <p className="state-quiet hand-in-ready">
          <i className="sign sign-met" aria-hidden="true">
            ✓
          </i>
          {t(of === 0 ? `hand-in.none-${section}` : "hand-in.ready")}
        </p>
      ) : (
        <ul className="list">
          {shown.map((gap) => (
            <GapRow key={gap.id} gap={gap} />
          ))}
        </ul>
      )}
      {gaps.length > shownAtFirst && (
        <Button type="link" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t("hand-in.fewer") : t("hand-in.all", { count: gaps.length })}
        </Button>
      )}
    </Panel>
  );
}

function GapRow({ gap: { id, title, reason, to: address } }: { gap: Gap }) {
  const { t, sayTitle } = useWords();
  const field = basics.find((one) => one === id);
  const name = title === null ? (field === undefined ? id : t(`class.${field}`)) : sayTitle(title);
  const isObjective = /\.\d+\.\d+\./.test(id);
  return (
    <li className="gap-row">
      <Link to={address}>
        {isObjective && <span className="part-id">{shortId(id)}</span>}
        {name}
      </Link>
      <span className="tag">{t(`gap.${reason}`)}</span>
    </li>
  );
}
