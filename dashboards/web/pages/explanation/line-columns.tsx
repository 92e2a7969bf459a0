import type { TableProps } from "antd";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { CapCauses } from "../../parts/cap-causes.tsx";
import { Link } from "../../parts/link.tsx";
import { StatusMark } from "../../parts/marks.tsx";
import { to } from "../../routes.ts";
import { shortId } from "../../score/node-names.ts";
import { ScoreBar } from "../../score/score-bar.tsx";
import type { ScoreLine } from "../../score/score-lines.ts";
import { useWords } from "../../words/language.tsx";

type Columns = NonNullable<TableProps<ScoreLine>["columns"]>;

export function useLineColumns(): Columns {
  const { t, format } = useWords();
  const figure = (title: string, width: number, value: (node: NonNullable<ScoreLine["node"]>) => string): Columns[number] => ({
    title,
    key: title,
    width,
    align: "right",
    render: (_, { node }) => (node === undefined ? null : value(node)),
  });
  return [
    { title: t("explanation.col-part"), key: "part", render: (_, line) => <Part line={line} /> },
    { title: t("word.score"), key: "bar", width: 190, render: (_, line) => <Bar line={line} /> },
    figure(t("word.weight"), 72, ({ weight }) => format.number(weight, 2)),
    figure(t("explanation.col-value"), 118, ({ demonstrated }) => format.points(demonstrated)),
    figure(t("word.coverage"), 88, ({ coverage }) => format.percent(coverage)),
    {
      title: t("word.contribution"),
      key: "points",
      width: 106,
      align: "right",
      render: (_, { points }) => <span className="points">{format.precise(points)}</span>,
    },
  ];
}

function Bar({ line: { node } }: { line: ScoreLine }) {
  if (node === undefined) return null;
  return node.pair === undefined ? (
    <ScoreBar score={{ ...node, capAt: node.cap?.at ?? null }} />
  ) : (
    <StatusMark status={node.pair.status} />
  );
}

function Part({ line: { node, cap } }: { line: ScoreLine }) {
  const { t, format, say, sayTitle } = useWords();
  if (cap !== undefined) {
    return (
      <span className="cap-part">
        <strong>{t("explanation.cap-line", { at: format.points(cap.at) })}</strong> {say(cap.because)}{" "}
        <CapCauses causes={cap.causes} />
      </span>
    );
  }
  if (node === undefined) return null;
  if (node.pair !== undefined) return <Pair pair={node.pair} title={sayTitle(node.title)} />;
  return (
    <span className={`line-part line-${node.kind}`}>
      <span className="part-id">{shortId(node.id)}</span>
      <span>
        {sayTitle(node.title)}
        {node.method !== undefined && <Method node={node} method={node.method} />}
      </span>
    </span>
  );
}

function Method({ node, method }: { node: NonNullable<ScoreLine["node"]>; method: "TEST" | "TEST-r" | "EXAMINE" }) {
  const { t } = useWords();
  const nothing =
    node.coverage > 0
      ? undefined
      : method === "EXAMINE"
        ? t("explanation.no-claim")
        : node.children.length === 0
          ? t("explanation.no-pairs")
          : undefined;
  return (
    <>
      <span className="tag method" title={t(`explanation.method-${method}-why`)}>
        {t(`explanation.method-${method}`)}
      </span>
      {nothing !== undefined && <span className="faint method">{nothing}</span>}
    </>
  );
}

/** A check of an asset, leading to its finding or, where it does not fail, to the verdict at the asset. */
function Pair({ pair, title }: { pair: NonNullable<NonNullable<ScoreLine["node"]>["pair"]>; title: string }) {
  const { t, say } = useWords();
  const name = pair.assetName === null ? t("word.enterprise-itself") : say(pair.assetName);
  const target =
    pair.findingId !== null
      ? to.finding(pair.findingId)
      : pair.assetId === null
        ? undefined
        : to.asset(pair.assetId, pair.checkId);
  const text = `${name} · ${title}`;
  return target === undefined ? text : <Link to={target}>{text}</Link>;
}

export function useCsvColumns(): readonly CsvColumn<ScoreLine>[] {
  const { t, say } = useWords();
  return [
    { title: "id", value: ({ node, key }) => node?.id ?? key },
    { title: t("explanation.col-part"), value: ({ node, cap }) => say(node?.title ?? cap?.because ?? { "zh-CN": "", en: "" }) },
    { title: t("word.asset"), value: ({ node }) => node?.pair?.assetId ?? null },
    { title: t("word.check"), value: ({ node }) => node?.pair?.checkId ?? null },
    { title: t("word.status"), value: ({ node }) => (node?.pair === undefined ? null : t(`status.${node.pair.status}`)) },
    { title: t("word.weight"), value: ({ node }) => node?.weight ?? null },
    { title: t("word.demonstrated"), value: ({ node }) => node?.demonstrated ?? null },
    { title: t("word.potential"), value: ({ node }) => node?.potential ?? null },
    { title: t("word.coverage"), value: ({ node }) => node?.coverage ?? null },
    { title: t("word.contribution"), value: ({ points }) => points },
  ];
}
