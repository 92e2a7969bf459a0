import { Table, type TableProps } from "antd";
import { useMemo } from "react";
import type { ScoreNodeView, ScoreView } from "../../../../api/contract/scores.ts";
import { mainCatalog } from "../../data/resources.ts";
import { useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { Link } from "../../parts/link.tsx";
import { StatusMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { to } from "../../routes.ts";
import { shortId } from "../../score/node-names.ts";
import { ScoreBar } from "../../score/score-bar.tsx";
import { useWords } from "../../words/language.tsx";

interface Row {
  readonly node: ScoreNodeView;
  readonly children?: readonly Row[];
}

/** The tasks of a catalogue in their official order, opening to controls, objectives and the checks of every asset. */
export function TaskTree({ view, root }: { view: ScoreView; root: ScoreNodeView }) {
  const { t, say } = useWords();
  const { all } = useCatalogChoice();
  const { enterpriseId, encouraged } = view;
  const other = all.find(({ id }) => id === view.catalogId && id !== mainCatalog);
  const rows = useMemo(() => root.children.map(toRow), [root]);
  const columns = useColumns(enterpriseId);
  return (
    <Panel
      title={other === undefined ? t("enterprise.tasks") : say(other.title)}
      note={other === undefined ? t("enterprise.tasks-hint") : (other.documentNo ?? undefined)}
      flush
    >
      <Table
        className="task-tree"
        size="small"
        rowKey={({ node }) => node.id}
        columns={columns}
        dataSource={rows}
        pagination={false}
        indentSize={18}
        locale={{ emptyText: t("enterprise.no-part") }}
      />
      {encouraged.of > 0 && <p className="encouraged">{t("enterprise.encouraged", encouraged)}</p>}
    </Panel>
  );
}

function toRow(node: ScoreNodeView): Row {
  return node.children.length === 0 ? { node } : { node, children: node.children.map(toRow) };
}

function useColumns(enterpriseId: string): NonNullable<TableProps<Row>["columns"]> {
  const { t, format } = useWords();
  return [
    { title: t("explanation.col-part"), key: "part", render: (_, { node }) => <Part node={node} /> },
    {
      title: t("word.score"),
      key: "bar",
      width: 150,
      render: (_, { node }) =>
        node.pair === undefined ? (
          <ScoreBar score={{ ...node, capAt: node.cap?.at ?? null }} />
        ) : (
          <StatusMark status={node.pair.status} />
        ),
    },
    {
      title: t("word.demonstrated"),
      key: "demonstrated",
      width: 96,
      align: "right",
      render: (_, { node }) => (node.pair === undefined ? format.points(node.demonstrated) : null),
    },
    {
      title: t("word.coverage"),
      key: "coverage",
      width: 84,
      align: "right",
      render: (_, { node }) => (node.pair === undefined ? <span className="faint">{format.percent(node.coverage)}</span> : null),
    },
    {
      title: t("word.contribution"),
      key: "points",
      width: 96,
      align: "right",
      render: (_, { node }) => (
        <Link to={to.explanation(enterpriseId, node.id)} className="plain-link" title={t("act.explain")}>
          {format.points(node.points)}
        </Link>
      ),
    },
  ];
}

function Part({ node }: { node: ScoreNodeView }) {
  const { t, say, sayTitle } = useWords();
  const title = sayTitle(node.title);
  if (node.pair !== undefined) {
    const { assetId, assetName, findingId, checkId } = node.pair;
    const name = assetName === null ? t("word.enterprise-itself") : say(assetName);
    const target = findingId !== null ? to.finding(findingId) : assetId === null ? undefined : to.asset(assetId, checkId);
    return (
      <span title={`${name} · ${title}`}>
        {target === undefined ? name : <Link to={target}>{name}</Link>} <span className="soft">{title}</span>
      </span>
    );
  }
  return (
    <span className={`part part-${node.kind}`} title={title}>
      <span className="part-id">{shortId(node.id)}</span>
      {title}
    </span>
  );
}
