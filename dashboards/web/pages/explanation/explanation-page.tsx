import { Button, Checkbox, Table } from "antd";
import { useMemo, useState } from "react";
import type { ScoreNodeView, ScoreView } from "../../../../api/contract/scores.ts";
import { enterprise, mainCatalog, score } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { CatalogChoice, useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { ExportButton } from "../../parts/export-button.tsx";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { keysTo, linesBelow, onlyLosing, openableKeys, type ScoreLine } from "../../score/score-lines.ts";
import { useWords } from "../../words/language.tsx";
import { useCsvColumns, useLineColumns } from "./line-columns.tsx";
import { SumRow } from "./sum-row.tsx";
import "./explanation.css";

/** Sum and time of the reckoning below the rows. */
const footHeight = 84;

/** Prove this number. */
export default function ExplanationPage({ id }: { id: string }) {
  const { t, say } = useWords();
  const detail = useQuery(enterprise(id)).value;
  const { chosen } = useCatalogChoice();
  const entry = useQuery(score(id, chosen));
  const name = detail === undefined ? id : say(detail.name);
  return (
    <PageFrame
      title={t("page.explanation")}
      crumbs={[
        { to: to.overview(), name: t("page.overview") },
        { to: to.enterprise(id, chosen === mainCatalog ? undefined : chosen), name },
      ]}
      aside={
        <>
          {detail?.simulated === true && <SimulatedTag />}
          <span className="push">
            <CatalogChoice />
          </span>
        </>
      }
    >
      <Loaded entry={entry} rows={12}>
        {(view) =>
          view.root === null ? (
            <EmptyState title={t("enterprise.no-score")}>
              <p>{t("enterprise.no-score-next")}</p>
            </EmptyState>
          ) : (
            <Explanation key={view.catalogId} view={view} root={view.root} />
          )
        }
      </Loaded>
    </PageFrame>
  );
}

function Explanation({ view, root }: { view: ScoreView; root: ScoreNodeView }) {
  const { t, format } = useWords();
  const all = useMemo(() => linesBelow(root), [root]);
  const wanted = usePlace().query.get("node");
  const [open, setOpen] = useState<readonly string[]>(() => startOpen(all, wanted));
  const [losing, setLosing] = useState(false);
  const lines = useMemo(() => (losing ? onlyLosing(all) : all), [all, losing]);
  const { place, height } = useTableHeight(footHeight);
  const marked = wanted === null ? undefined : keysTo(all, wanted).at(-1);
  return (
    <Panel
      title={t("explanation.intro", { score: format.points(root.demonstrated) })}
      aside={<Tools lines={lines} view={view} losing={losing} setLosing={setLosing} setOpen={setOpen} />}
      flush
      className="explanation"
    >
      <div ref={place}>
        <Table
          size="small"
          rowKey="key"
          columns={useLineColumns()}
          dataSource={[...lines]}
          pagination={false}
          indentSize={18}
          scroll={{ y: height }}
          expandable={{ expandedRowKeys: open, onExpandedRowsChange: (keys) => setOpen(keys.map(String)) }}
          rowClassName={(line) => (line.key === marked ? "line-marked" : line.cap === undefined ? "" : "line-cap")}
          summary={() => (
            <Table.Summary fixed="bottom">
              <SumRow root={root} lines={all} />
            </Table.Summary>
          )}
        />
      </div>
      <p className="explanation-at">
        {t("explanation.at")} <Moment at={view.at} /> · {t("enterprise.profile", { version: view.profileVersion })}
      </p>
    </Panel>
  );
}

/** What the reader came for is open; else the tasks are. */
function startOpen(lines: readonly ScoreLine[], wanted: string | null): readonly string[] {
  const way = wanted === null ? [] : keysTo(lines, wanted);
  return way.length > 0 ? way : openableKeys(lines, 1);
}

function Tools({
  lines,
  view,
  losing,
  setLosing,
  setOpen,
}: {
  lines: readonly ScoreLine[];
  view: ScoreView;
  losing: boolean;
  setLosing: (losing: boolean) => void;
  setOpen: (keys: readonly string[]) => void;
}) {
  const { t } = useWords();
  const rows = useMemo(() => flatten(lines), [lines]);
  return (
    <span className="explanation-tools">
      <Checkbox checked={losing} onChange={(event) => setLosing(event.target.checked)}>
        {t("explanation.only-failing")}
      </Checkbox>
      <Button size="small" onClick={() => setOpen(openableKeys(lines, Number.POSITIVE_INFINITY))}>
        {t("explanation.expand-all")}
      </Button>
      <Button size="small" onClick={() => setOpen([])}>
        {t("explanation.collapse")}
      </Button>
      <ExportButton name={`score-${view.enterpriseId}`} columns={useCsvColumns()} rows={rows} />
    </span>
  );
}

function flatten(lines: readonly ScoreLine[]): readonly ScoreLine[] {
  return lines.flatMap((line) => [line, ...flatten(line.children ?? [])]);
}
