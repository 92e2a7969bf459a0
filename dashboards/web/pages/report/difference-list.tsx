import { Button } from "antd";
import { useState } from "react";
import type { ReportDifferenceView, ReportView } from "../../../../api/contract/reports.ts";
import { differenceSubjects } from "../../../../model/report-version.ts";
import { reportDifferences } from "../../data/report-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";

const shownAtFirst = 20;

/** In what a version differs from the one before it, by subject. */
export function DifferenceList({ report }: { report: ReportView }) {
  const { t } = useWords();
  const entry = useQuery(reportDifferences(report.id));
  return (
    <Panel title={t("report.differences")} note={t("report.differences-note", { version: report.version - 1 })} flush>
      {report.differs === null ? (
        <EmptyState title={t("report.differences-first")} />
      ) : (
        <Loaded entry={entry} rows={6}>
          {({ items }) => <Subjects items={items} />}
        </Loaded>
      )}
    </Panel>
  );
}

function Subjects({ items }: { items: readonly ReportDifferenceView[] }) {
  const bySubject = Map.groupBy(items, ({ subject }) => subject);
  return differenceSubjects.map((subject) => {
    const own = bySubject.get(subject) ?? [];
    return own.length === 0 ? null : <Subject key={subject} subject={subject} items={own} />;
  });
}

function Subject({ subject, items }: { subject: ReportDifferenceView["subject"]; items: readonly ReportDifferenceView[] }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  return (
    <section className="report-subject">
      <h3>
        {t(`report.subject-${subject}`)} <span className="tag">{items.length}</span>
      </h3>
      <ul className="list">
        {(all ? items : items.slice(0, shownAtFirst)).map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
      {items.length > shownAtFirst && (
        <Button type="link" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t("hand-in.fewer") : t("hand-in.all", { count: items.length })}
        </Button>
      )}
    </section>
  );
}

function Line({ item: { change, title, before, after } }: { item: ReportDifferenceView }) {
  const { t, say, sayTitle } = useWords();
  return (
    <li>
      <div>
        <span className="tag">{t(`report.change-${change}`)}</span> <strong>{sayTitle(title)}</strong>
      </div>
      {before !== null && <div className="soft">{t("report.before", { text: say(before) })}</div>}
      {after !== null && <div>{t("report.after", { text: say(after) })}</div>}
    </li>
  );
}
