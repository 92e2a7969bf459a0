import { Button } from "antd";
import { useMemo, useState } from "react";
import type { EventView } from "../../../../api/contract/system.ts";
import { eventKinds } from "../../../../model/event.ts";
import { day } from "../../../../model/instant.ts";
import { pageClock } from "../../data/clock.ts";
import { enterprises, pageLimit, timeline } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { FilterSelect } from "../../parts/filter-select.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { byDay } from "./by-day.ts";
import { EventLine } from "./event-line.tsx";
import "./timeline.css";

const firstCount = 100;

/** What happened, in which order? */
export default function TimelinePage() {
  const { t } = useWords();
  const { query } = usePlace();
  const [limit, setLimit] = useState(firstCount);
  const entry = useQuery(timeline({ enterprise: query.get("enterprise") ?? undefined }, limit));
  return (
    <PageFrame title={t("page.timeline")}>
      <Loaded entry={entry} rows={12}>
        {({ items }) => (
          <section className="panel">
            <Filters shown={filtered(items, query.get("kind"))} />
            <Days events={filtered(items, query.get("kind"))} none={items.length === 0} />
            {items.length === limit && limit < pageLimit && (
              <div className="timeline-more">
                <Button onClick={() => setLimit(Math.min(pageLimit, limit * 3))}>{t("timeline.more")}</Button>
              </div>
            )}
          </section>
        )}
      </Loaded>
    </PageFrame>
  );
}

function filtered(items: readonly EventView[], kind: string | null): readonly EventView[] {
  return kind === null ? items : items.filter((event) => event.kind === kind);
}

function Filters({ shown }: { shown: readonly EventView[] }) {
  const { t, say } = useWords();
  const { query } = usePlace();
  const all = useQuery(enterprises).value?.items ?? [];
  return (
    <div className="filters">
      <FilterSelect
        label={t("timeline.filter-kind")}
        value={query.get("kind")}
        options={eventKinds.map((value) => ({ value, label: t(`event.${value}`) }))}
        onChange={(kind) => setQuery({ kind })}
      />
      <FilterSelect
        label={t("timeline.filter-enterprise")}
        width={200}
        value={query.get("enterprise")}
        options={all.map(({ id, name }) => ({ value: id, label: say(name) }))}
        onChange={(enterprise) => setQuery({ enterprise })}
      />
      <span className="push">
        <ExportButton
          name="timeline"
          rows={shown}
          columns={[
            { title: "id", value: ({ id }) => id },
            { title: t("word.time"), value: ({ at }) => at },
            { title: t("word.kind"), value: ({ kind }) => t(`event.${kind}`) },
            { title: t("word.severity"), value: ({ severity }) => (severity === null ? null : t(`severity.${severity}`)) },
            { title: t("word.enterprise"), value: ({ enterpriseId }) => enterpriseId },
            { title: t("word.asset"), value: ({ assetId }) => assetId },
            { title: t("word.what"), value: ({ text }) => say(text) },
          ]}
        />
      </span>
    </div>
  );
}

function Days({ events, none }: { events: readonly EventView[]; none: boolean }) {
  const { t, format } = useWords();
  const days = useMemo(() => byDay(events, format.date), [events, format]);
  const now = pageClock.now();
  const names = new Map([
    [format.date(now), t("timeline.today")],
    [format.date(now - day), t("timeline.yesterday")],
  ]);
  if (none) {
    return (
      <EmptyState title={t("timeline.empty")}>
        <p>{t("timeline.empty-next")}</p>
      </EmptyState>
    );
  }
  if (days.length === 0) return <EmptyState title={t("timeline.no-match")} />;
  return days.map(({ date, events: ofDay }) => (
    <section key={date} className="timeline-day">
      <h2>
        {names.get(date)} <span className="faint">{date}</span>
      </h2>
      <ul className="list">
        {ofDay.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </ul>
    </section>
  ));
}
