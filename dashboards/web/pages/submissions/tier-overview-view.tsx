import { Table } from "antd";
import type { TierOverview } from "../../../../api/contract/submissions.ts";
import { tierOverview } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { SeverityMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { Groups } from "../comparison/groups.tsx";

/** Who is late, how enterprises compare, and what is open at many of them. */
export function TierOverviewView() {
  const { t } = useWords();
  return (
    <Loaded entry={useQuery(tierOverview)} rows={10}>
      {(overview) => (
        <div className="stack">
          <Duties duties={overview.duties} />
          <Spread overview={overview} />
          <Comparison overview={overview} />
          {overview.enterprises === 0 && (
            <Panel title={t("receiving.compare")}>
              <EmptyState title={t("receiving.compare-none")} />
            </Panel>
          )}
        </div>
      )}
    </Loaded>
  );
}

function Comparison({ overview: { catalogs } }: { overview: TierOverview }) {
  return catalogs
    .filter(({ whole }) => whole.enterprises > 0)
    .map((catalog) => <Groups key={catalog.catalogId} catalog={catalog} />);
}

type Duty = TierOverview["duties"][number];

function Duties({ duties }: Pick<TierOverview, "duties">) {
  const { t, say } = useWords();
  const late = duties.filter(({ state }) => state === "overdue" || state === "never").length;
  return (
    <Panel title={t("receiving.duties")} note={t("receiving.overdue-count", { n: late })} flush>
      <Table<Duty>
        size="small"
        rowKey={({ registration }) => registration.id}
        dataSource={duties}
        pagination={{ pageSize: 10, size: "small", hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState title={t("registration.none")} /> }}
        columns={[
          { title: t("receiving.from"), key: "name", render: (_, { registration }) => <strong>{say(registration.name)}</strong> },
          {
            title: t("registration.grade"),
            key: "grade",
            width: 90,
            render: (_, { registration }) => t("grade", { grade: registration.grade }),
          },
          { title: t("submissions.state"), key: "state", width: 140, render: (_, { state }) => t(`receiving.duty-${state}`) },
          {
            title: t("receiving.period"),
            key: "period",
            width: 110,
            align: "right",
            render: (_, { months }) => (months === null ? "" : t("receiving.months", { n: months })),
          },
          { title: t("receiving.last"), key: "last", width: 210, render: (_, { lastAccepted }) => <Moment at={lastAccepted} /> },
          {
            title: t("receiving.due"),
            key: "due",
            width: 210,
            render: (_, { dueAt }) => (dueAt === null ? "" : <Moment at={dueAt} />),
          },
        ]}
      />
    </Panel>
  );
}

function Spread({ overview: { findings, enterprises } }: { overview: TierOverview }) {
  const { t, say } = useWords();
  return (
    <Panel title={t("receiving.spread")} flush>
      <Table<TierOverview["findings"][number]>
        size="small"
        rowKey="checkId"
        dataSource={findings}
        pagination={{ pageSize: 10, size: "small", hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState title={t("receiving.spread-none")} /> }}
        columns={[
          {
            title: t("word.severity"),
            key: "severity",
            width: 90,
            render: (_, { severity }) => <SeverityMark severity={severity} />,
          },
          {
            title: t("word.check"),
            key: "check",
            render: (_, { title, checkId }) => (
              <>
                {say(title)} <code className="soft">{checkId}</code>
              </>
            ),
          },
          {
            title: t("receiving.spread-at"),
            key: "at",
            width: 120,
            align: "right",
            render: (_, one) => `${one.enterprises} / ${enterprises}`,
          },
          { title: t("receiving.spread-count"), dataIndex: "count", width: 100, align: "right" },
        ]}
      />
    </Panel>
  );
}
