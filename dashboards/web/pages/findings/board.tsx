import { Checkbox } from "antd";
import { type KeyboardEvent, useMemo, useRef } from "react";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { Due } from "../../parts/due.tsx";
import { Link } from "../../parts/link.tsx";
import { FindingStatusMark, SeverityMark } from "../../parts/marks.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { arrows, type BoardColumn, boardColumns, cardAfter } from "./board-columns.ts";
import type { Selection } from "./use-selection.ts";
import "./board.css";

const cardsInColumn = 50;

/** Findings as cards by status. Arrows walk from card to card, Enter opens one, Space on its box selects it. */
export function Board({ findings, selection }: { findings: readonly FindingView[]; selection: Selection | undefined }) {
  const { t } = useWords();
  const board = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => boardColumns(findings, cardsInColumn), [findings]);
  const walk = (event: KeyboardEvent) => {
    const arrow = arrows.find((one) => one === event.key);
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card]") : null;
    if (arrow === undefined || card === null) return;
    const next = cardAfter(columns, card.dataset.card ?? "", arrow);
    if (next === undefined) return;
    event.preventDefault();
    board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(next)}"] a`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a short cut between links that the keyboard reaches anyway
    <div className="board" ref={board} onKeyDown={walk}>
      {columns.map((column) => (
        <Column key={column.status} column={column} selection={selection} />
      ))}
      <p className="faint board-why">{t("findings.board-why")}</p>
    </div>
  );
}

function Column({ column: { status, shown, count }, selection }: { column: BoardColumn; selection: Selection | undefined }) {
  const { t } = useWords();
  return (
    <section className="board-column" aria-label={t(`finding-status.${status}`)}>
      <h3>
        <FindingStatusMark status={status} /> <span className="faint">{count}</span>
      </h3>
      {count === 0 ? (
        <p className="faint">{t("findings.board-empty")}</p>
      ) : (
        <ul>
          {shown.map((finding) => (
            <Card key={finding.id} finding={finding} selection={selection} />
          ))}
        </ul>
      )}
      {count > shown.length && <p className="faint">{t("findings.board-more", { count: count - shown.length })}</p>}
    </section>
  );
}

function Card({ finding, selection }: { finding: FindingView; selection: Selection | undefined }) {
  const { t, say, sayTitle } = useWords();
  const { id, title, severity, assetName, rectification, overdue, waiver, status } = finding;
  const who = waiver?.by ?? rectification?.assignee ?? finding.acknowledgedBy;
  return (
    <li data-card={id} className="card">
      <div className="card-head">
        <SeverityMark severity={severity} />
        {selection !== undefined && status !== "resolved" && (
          <Checkbox
            className="push"
            aria-label={t("findings.select", { title: sayTitle(title) })}
            checked={selection.ids.has(id)}
            onChange={() => selection.toggle(id)}
          />
        )}
      </div>
      <Link to={to.finding(id)} className="table-link">
        {sayTitle(title)}
      </Link>
      <span className="soft">{assetName === null ? t("word.enterprise-itself") : say(assetName)}</span>
      {(who !== null || rectification?.dueAt != null) && (
        <span className="card-foot">
          <span className="soft truncate">{who}</span>
          {status !== "resolved" && rectification?.dueAt != null && <Due at={rectification.dueAt} overdue={overdue} />}
        </span>
      )}
    </li>
  );
}
