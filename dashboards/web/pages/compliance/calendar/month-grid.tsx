import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useState } from "react";
import type { CalendarEntry } from "../../../../../api/contract/classification.ts";
import { localDay } from "../../../claims/draft.ts";
import { pageClock } from "../../../data/clock.ts";
import { Link } from "../../../parts/link.tsx";
import { useWords } from "../../../words/language.tsx";
import { entryAddress } from "./entry-address.ts";
import { type MonthDay, monthAfter, monthOf, weeksOf } from "./month.ts";

/** A month with what falls on its days; what is overdue stands above it. */
export function MonthGrid({ enterpriseId, entries }: { enterpriseId: string; entries: readonly CalendarEntry[] }) {
  const { t } = useWords();
  const [month, setMonth] = useState(() => monthOf(pageClock.now()));
  const byDay = useMemo(() => Map.groupBy(entries, ({ at }) => localDay(Date.parse(at))), [entries]);
  const today = localDay(pageClock.now());
  const weeks = weeksOf(month);
  const late = entries.filter(({ overdue, at }) => overdue && monthOf(Date.parse(at)) !== month);
  return (
    <div className="month">
      <MonthHead month={month} setMonth={setMonth} />
      {late.length > 0 && <p className="due-late month-late">{t("calendar.overdue-elsewhere", { count: late.length })}</p>}
      <table>
        <thead>
          <tr>
            {(weeks[0] ?? []).map(({ day }) => (
              <Weekday key={day} day={day} />
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.day}>
              {week.map((day) => (
                <Day key={day.day} {...{ day, today, enterpriseId }} entries={byDay.get(day.day) ?? []} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MonthHead({ month, setMonth }: { month: string; setMonth: (month: string) => void }) {
  const { t } = useWords();
  const [year = "", number = ""] = month.split("-");
  return (
    <div className="month-head">
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label={t("calendar.before")}
        onClick={() => setMonth(monthAfter(month, -1))}
      />
      <h3 aria-live="polite">{t("calendar.month-name", { year, month: Number(number) })}</h3>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label={t("calendar.after")}
        onClick={() => setMonth(monthAfter(month, 1))}
      />
      <Button size="small" type="text" onClick={() => setMonth(monthOf(pageClock.now()))}>
        {t("calendar.today")}
      </Button>
    </div>
  );
}

function Weekday({ day }: { day: string }) {
  const { language } = useWords();
  const name = new Intl.DateTimeFormat(language, { weekday: "short" }).format(new Date(`${day}T00:00`));
  return <th scope="col">{name}</th>;
}

function Day({
  day: { day, inMonth },
  today,
  entries,
  enterpriseId,
}: {
  day: MonthDay;
  today: string;
  entries: readonly CalendarEntry[];
  enterpriseId: string;
}) {
  const { t, sayTitle } = useWords();
  const classes = ["day", inMonth ? "" : "day-outside", day === today ? "day-today" : ""].join(" ");
  return (
    <td className={classes} aria-current={day === today ? "date" : undefined}>
      <time dateTime={day}>{Number(day.slice(8))}</time>
      {entries.length > 0 && (
        <ul>
          {entries.map((entry) => {
            const label = `${t(`calendar-kind.${entry.kind}`)}${t("word.colon")}${sayTitle(entry.title)}`;
            return (
              <li key={entry.id}>
                <Link
                  to={entryAddress(entry, enterpriseId)}
                  title={label}
                  className={entry.overdue ? "day-entry day-entry-late" : `day-entry day-entry-${entry.kind}`}
                >
                  {label}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </td>
  );
}
