import { CalendarOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { CalendarEntry, IncidentClockView } from "../../../../../api/contract/classification.ts";
import { localDay } from "../../../claims/draft.ts";
import { calendar, calendarFile } from "../../../data/compliance-resources.ts";
import { useQuery } from "../../../data/use-query.ts";
import { Due } from "../../../parts/due.tsx";
import { Link } from "../../../parts/link.tsx";
import { Panel } from "../../../parts/page.tsx";
import { EmptyState, Loaded } from "../../../parts/states.tsx";
import { setQuery, usePlace } from "../../../router.ts";
import { useWords } from "../../../words/language.tsx";
import { entryAddress } from "./entry-address.ts";
import { MonthGrid } from "./month-grid.tsx";
import "./calendar.css";

const forms = ["month", "list"] as const;

/** The dates that come up and the clocks that an incident starts. */
export function CalendarView({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const asked = usePlace().query.get("form");
  const form = forms.find((one) => one === asked) ?? "month";
  const entry = useQuery(calendar(enterpriseId));
  return (
    <Loaded entry={entry} rows={12}>
      {({ items, clocks }) => (
        <div className="grid-main-side">
          <section className="panel">
            <div className="filters">
              <Segmented
                aria-label={t("calendar.form")}
                value={form}
                options={forms.map((value) => ({ value, label: t(`calendar.${value}`) }))}
                onChange={(value) => setQuery({ form: value === "month" ? null : value })}
              />
              <span className="faint">{t("calendar.count", { count: items.length })}</span>
            </div>
            {form === "month" ? (
              <MonthGrid enterpriseId={enterpriseId} entries={items} />
            ) : (
              <EntryList enterpriseId={enterpriseId} entries={items} />
            )}
          </section>
          <div className="stack">
            <Clocks clocks={clocks} />
            <Subscription enterpriseId={enterpriseId} />
          </div>
        </div>
      )}
    </Loaded>
  );
}

function EntryList({ enterpriseId, entries }: { enterpriseId: string; entries: readonly CalendarEntry[] }) {
  const { t, sayTitle } = useWords();
  if (entries.length === 0) {
    return (
      <EmptyState title={t("calendar.empty")}>
        <p>{t("calendar.empty-next")}</p>
      </EmptyState>
    );
  }
  return (
    <ul className="list">
      {entries.map((entry) => (
        <li key={entry.id} className="calendar-line">
          <Due at={entry.at} overdue={entry.overdue} />
          <span className="tag">{t(`calendar-kind.${entry.kind}`)}</span>
          <Link to={entryAddress(entry, enterpriseId)}>{sayTitle(entry.title)}</Link>
          <span className="soft">{entry.assignee}</span>
          <span className="visually-hidden">{localDay(Date.parse(entry.at))}</span>
        </li>
      ))}
    </ul>
  );
}

/** Whom to tell of an incident within what time. */
function Clocks({ clocks }: { clocks: readonly IncidentClockView[] }) {
  const { t, say, sayTitle } = useWords();
  return (
    <Panel title={t("calendar.clocks")} note={t("calendar.clocks-note")} flush>
      {clocks.length === 0 ? (
        <EmptyState title={t("calendar.clocks-none")} />
      ) : (
        <ul className="list">
          {clocks.map(({ id, title, to: whom, withinHours, source, confirmed }) => (
            <li key={id}>
              <strong className="clock">
                {withinHours === null ? t("calendar.at-once") : t("calendar.within", { hours: withinHours })}
              </strong>{" "}
              {sayTitle(title)}
              <div className="soft">{t("calendar.tell", { whom: say(whom) })}</div>
              <div className="faint">
                {source}
                {!confirmed && ` · ${t("word.unconfirmed")}`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How the dates come into a calendar of one's own. */
function Subscription({ enterpriseId }: { enterpriseId: string }) {
  const { t, language } = useWords();
  const address = calendarFile(enterpriseId, language);
  return (
    <Panel title={t("calendar.file")}>
      <p className="prose">{t("calendar.file-what")}</p>
      <p className="calendar-file">
        <Button icon={<CalendarOutlined />} href={address} download={`${enterpriseId}.ics`}>
          {t("calendar.download")}
        </Button>
      </p>
      <p className="soft">{t("calendar.subscribe")}</p>
      <code className="calendar-address">{new URL(address, location.origin).href}</code>
    </Panel>
  );
}
