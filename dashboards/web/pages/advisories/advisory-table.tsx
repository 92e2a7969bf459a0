import { Checkbox, Input } from "antd";
import { useState } from "react";
import type { AdvisoryList, AdvisorySummary } from "../../../../api/contract/advisories.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { ExploitedMark, ScoreMark, TrustMark } from "./advisory-marks.tsx";

/** The advisories, those that concern assets first. */
export function AdvisoryTable({ list }: { list: AdvisoryList }) {
  const { t } = useWords();
  const [words, setWords] = useState("");
  const [onlyAffecting, setOnlyAffecting] = useState(false);
  const columns = useColumns();
  const rows = list.items.filter((one) => fits(one, words) && (!onlyAffecting || one.affectedAssets > 0));
  const affecting = list.items.filter(({ affectedAssets }) => affectedAssets > 0);
  const exploited = affecting.filter((one) => one.exploited).length;
  return (
    <div className="stack">
      <p>
        {t("advisories.answer", { affected: affecting.length, exploited })}{" "}
        {list.gaps > 0 && (
          <Link to={to.advisories({ view: "gaps" })} className="inline-link">
            {t("advisories.gaps", { count: list.gaps })}
          </Link>
        )}
      </p>
      <Panel
        title={t("advisories.view-list")}
        note={
          <>
            {t("advisories.imported")} <Moment at={list.importedAt} /> · {t("advisories.max-age", { days: list.maxAgeDays })}
          </>
        }
        aside={
          <Checkbox checked={onlyAffecting} onChange={({ target }) => setOnlyAffecting(target.checked)}>
            {t("advisories.only-affecting")}
          </Checkbox>
        }
        flush
      >
        <div className="advisory-search-row">
          <Input
            className="advisory-search"
            allowClear
            value={words}
            placeholder={t("advisories.search")}
            aria-label={t("advisories.search")}
            onChange={({ target }) => setWords(target.value)}
          />
        </div>
        {rows.length === 0 ? <EmptyState title={t("advisories.none-found")} /> : <PlainTable columns={columns} rows={rows} />}
      </Panel>
    </div>
  );
}

function fits({ trackingId, title, cves, vendors, publisher }: AdvisorySummary, words: string): boolean {
  const text = [trackingId, title, publisher, ...cves, ...vendors].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function useColumns(): readonly PlainColumn<AdvisorySummary>[] {
  const { t } = useWords();
  return [
    {
      key: "number",
      title: t("advisories.number"),
      width: 190,
      compare: (a, b) => (a.trackingId < b.trackingId ? -1 : 1),
      render: ({ id, trackingId, revision }) => (
        <>
          <Link to={to.advisory(id)}>
            <code>{trackingId}</code>
          </Link>{" "}
          <span className="faint">{revision}</span>
        </>
      ),
    },
    {
      key: "title",
      title: t("advisories.title"),
      render: ({ title, vendors, publisher, exploited }) => (
        <>
          {title} <ExploitedMark exploited={exploited} />
          <div className="soft">{vendors.length === 0 ? publisher : vendors.slice(0, 3).join(", ")}</div>
        </>
      ),
    },
    {
      key: "score",
      title: t("advisories.score"),
      width: 130,
      compare: (a, b) => (a.score ?? -1) - (b.score ?? -1),
      render: ({ score }) => <ScoreMark score={score} />,
    },
    {
      key: "assets",
      title: t("advisories.assets"),
      width: 130,
      align: "right",
      compare: (a, b) => a.affectedAssets - b.affectedAssets,
      render: ({ affectedAssets }) => <span className={affectedAssets === 0 ? "faint" : undefined}>{affectedAssets}</span>,
    },
    {
      key: "released",
      title: t("advisories.released"),
      width: 190,
      compare: (a, b) => (a.releasedAt < b.releasedAt ? -1 : 1),
      render: ({ releasedAt }) => <Moment at={releasedAt} />,
    },
    { key: "trust", title: t("advisories.trust"), width: 150, render: ({ trust }) => <TrustMark trust={trust} /> },
  ];
}
