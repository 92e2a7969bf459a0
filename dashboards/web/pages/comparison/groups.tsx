import { Table } from "antd";
import type { ReactNode } from "react";
import type { CatalogOverview, OverviewFigures } from "../../../../api/contract/overview.ts";
import { SeverityCountsMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { ScoreBar, ScoreLegend } from "../../score/score-bar.tsx";
import { useWords } from "../../words/language.tsx";

interface Row extends OverviewFigures {
  readonly name: ReactNode;
  readonly key: string;
}

/** Enterprises by one catalogue: as a whole, by industry, type and grade. */
export function Groups({ catalog: { whole, byIndustry, byType, byGrade } }: { catalog: CatalogOverview }) {
  const { t, say } = useWords();
  const industries = byIndustry.map((figures) => ({
    ...figures,
    key: figures.industry?.["zh-CN"] ?? "",
    name: figures.industry === null ? <span className="soft">{t("comparison.no-industry")}</span> : say(figures.industry),
  }));
  return (
    <div className="stack">
      <Panel title={t("comparison.whole")} note={t("comparison.note")} aside={<ScoreLegend />} flush>
        <Figures rows={[{ ...whole, key: "all", name: t("comparison.whole") }]} />
      </Panel>
      <Panel title={t("comparison.by-industry")} flush>
        <Figures rows={industries} />
      </Panel>
      <Panel title={t("comparison.by-type")} flush>
        <Figures rows={byType.map((figures) => ({ ...figures, key: figures.type, name: t(`type.${figures.type}`) }))} />
      </Panel>
      <Panel title={t("comparison.by-grade")} flush>
        <Figures
          rows={byGrade.map((figures) => ({
            ...figures,
            key: String(figures.grade),
            name: t("grade", { grade: figures.grade }),
          }))}
        />
      </Panel>
    </div>
  );
}

function Figures({ rows }: { rows: readonly Row[] }) {
  const { t, format } = useWords();
  const points = (value: number | null) => (value === null ? t("score.none") : format.points(value));
  return (
    <Table<Row>
      size="small"
      rowKey="key"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        { title: t("comparison.group"), key: "name", width: 220, render: (_, { name }) => <strong>{name}</strong> },
        { title: t("comparison.enterprises"), key: "count", width: 150, align: "right", render: (_, row) => <Count row={row} /> },
        { title: t("comparison.mean"), key: "mean", render: (_, row) => <Mean row={row} /> },
        { title: t("comparison.lowest"), key: "lowest", width: 110, align: "right", render: (_, { lowest }) => points(lowest) },
        { title: t("comparison.capped"), dataIndex: "capped", width: 90, align: "right" },
        {
          title: t("page.findings"),
          key: "findings",
          width: 230,
          render: (_, { openFindings }) => <SeverityCountsMark counts={openFindings} always={["critical", "high"]} />,
        },
      ]}
    />
  );
}

function Count({ row: { enterprises, scored } }: { row: Row }) {
  const { t } = useWords();
  return (
    <>
      {enterprises}
      {scored < enterprises && <div className="soft">{t("comparison.unscored", { n: enterprises - scored })}</div>}
    </>
  );
}

function Mean({ row: { demonstrated, potential, coverage } }: { row: Row }) {
  const { t, format } = useWords();
  if (demonstrated === null || potential === null || coverage === null) return <span className="soft">{t("score.none")}</span>;
  return (
    <>
      <strong>{format.points(demonstrated)}</strong> – {format.points(potential)}{" "}
      <span className="soft">{`${t("word.coverage")} ${format.percent(coverage)}`}</span>
      <ScoreBar score={{ demonstrated, potential, coverage, capAt: null }} />
    </>
  );
}
