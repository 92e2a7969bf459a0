import { App, Button, Table, type TableProps } from "antd";
import { useState } from "react";
import type { DiscoveryRangeView } from "../../../../api/contract/discovery.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { hour, minute } from "../../../../model/instant.ts";
import { refreshDiscovery } from "../../data/discovery-resources.ts";
import { AskFailure } from "../../discovery/ask-failure.tsx";
import { TaskState } from "../../discovery/task-state.tsx";
import { isUnderWay, useTask } from "../../discovery/use-task.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { sitesOf } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { RangeDialog } from "./range-dialog.tsx";

/** Declared ranges with their last sweep; a person declares more, sweeps now, or takes one back. */
export function RangePanel({
  enterpriseId,
  ranges,
  view,
  mayAsk,
}: {
  enterpriseId: string;
  ranges: readonly DiscoveryRangeView[];
  view: InventoryView | undefined;
  mayAsk: boolean;
}) {
  const { t } = useWords();
  const [declaring, setDeclaring] = useState(false);
  const { task, failure, start, end } = useTask(enterpriseId);
  const { remove, outcome } = useRemove(enterpriseId, view);
  const acts = mayAsk
    ? {
        busy: isUnderWay(task),
        sweep: ({ siteId, rangeId }: DiscoveryRangeView) => void start({ siteId, work: { kind: "sweep", rangeId } }),
        remove,
      }
    : undefined;
  const columns = useColumns(acts);
  return (
    <Panel
      title={t("discovery.ranges")}
      note={t("discovery.ranges-note")}
      flush
      aside={mayAsk && view !== undefined && <Button onClick={() => setDeclaring(true)}>{t("discovery.declare")}</Button>}
    >
      {ranges.length === 0 ? (
        <EmptyState title={t("discovery.no-range")}>
          <p>{t("discovery.no-range-next")}</p>
        </EmptyState>
      ) : (
        <Table
          size="small"
          rowKey={({ siteId, rangeId }) => `${siteId}/${rangeId}`}
          dataSource={[...ranges]}
          columns={columns}
          pagination={false}
          scroll={{ x: 820 }}
        />
      )}
      {(task !== undefined || failure !== undefined || outcome !== undefined) && (
        <div className="discovery-decided">
          {task !== undefined && <TaskState task={task} onEnd={() => void end()} />}
          <AskFailure error={failure} />
          <EditProblem outcome={outcome} />
        </div>
      )}
      {declaring && view !== undefined && (
        <RangeDialog enterpriseId={enterpriseId} view={view} onClose={() => setDeclaring(false)} />
      )}
    </Panel>
  );
}

/** Takes a range out of the inventory. */
function useRemove(enterpriseId: string, view: InventoryView | undefined) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { save } = useEdit(enterpriseId);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const remove = async ({ siteId, rangeId }: DiscoveryRangeView): Promise<void> => {
    const site = view && sitesOf(view).find(({ id }) => id === siteId);
    if (view === undefined || site === undefined) return;
    const discovery = site.discovery.filter(({ id }) => id !== rangeId);
    const edited = await save(view.revision, [{ action: "change", element: `sites/${siteId}`, fields: { discovery } }]);
    if (edited.kind === "saved") message.success(t("discovery.removed"));
    setOutcome(edited);
    refreshDiscovery();
  };
  return { remove: (range: DiscoveryRangeView) => void remove(range), outcome };
}

interface Acts {
  readonly busy: boolean;
  readonly sweep: (range: DiscoveryRangeView) => void;
  readonly remove: (range: DiscoveryRangeView) => void;
}

function useColumns(acts: Acts | undefined): NonNullable<TableProps<DiscoveryRangeView>["columns"]> {
  const { t, say } = useWords();
  return [
    {
      title: t("discovery.range"),
      key: "range",
      render: (_, { rangeId, range, discoveryServer, siteName }) => (
        <span className="discovery-lines">
          <strong>{rangeId}</strong>
          <code>{[range, discoveryServer].filter((part) => part !== null).join(" · ")}</code>
          <span className="faint">{say(siteName)}</span>
        </span>
      ),
    },
    { title: t("discovery.ports"), key: "ports", width: 150, render: (_, { ports }) => <Ports ports={ports} /> },
    { title: t("discovery.schedule"), key: "schedule", width: 150, render: (_, each) => <Schedule range={each} /> },
    { title: t("discovery.last-sweep"), key: "last", render: (_, each) => <LastSweep range={each} /> },
    ...(acts === undefined
      ? []
      : [
          {
            key: "acts",
            width: 200,
            render: (_: unknown, each: DiscoveryRangeView) => (
              <span className="task-state">
                <Button
                  size="small"
                  onClick={() => acts.sweep(each)}
                  disabled={acts.busy || !each.collectorAlive || each.pollingStopped}
                >
                  {t("discovery.sweep")}
                </Button>
                <Button
                  size="small"
                  type="text"
                  onClick={() => acts.remove(each)}
                  aria-label={`${t("discovery.remove")} ${each.rangeId}`}
                >
                  {t("discovery.remove")}
                </Button>
              </span>
            ),
          },
        ]),
  ];
}

const shownPorts = 4;

function Ports({ ports }: Pick<DiscoveryRangeView, "ports">) {
  const names = ports.map(({ protocol, port }) => `${protocol}:${port}`);
  const more = names.length - shownPorts;
  return (
    <code title={names.join(", ")}>
      {names.slice(0, shownPorts).join(" ")}
      {more > 0 ? ` +${more}` : ""}
    </code>
  );
}

function Schedule({
  range: { every, until, onlyInWindows, collectorId, collectorAlive, pollingStopped },
}: {
  range: DiscoveryRangeView;
}) {
  const { t, format } = useWords();
  return (
    <span className="discovery-lines">
      <span>
        {every < hour
          ? t("discovery.every-minutes", { minutes: format.number(every / minute, 1) })
          : t("discovery.every", { hours: format.number(every / hour, 2) })}
      </span>
      {until !== null && <span>{t("discovery.until", { date: format.date(Date.parse(until)) })}</span>}
      {onlyInWindows && <span>{t("discovery.in-windows")}</span>}
      <span className="faint">{collectorId}</span>
      {!collectorAlive && <strong>{t("discovery.collector-away")}</strong>}
      {pollingStopped && <strong>{t("discovery.polling-stopped")}</strong>}
    </span>
  );
}

function LastSweep({ range: { lastSweep } }: { range: DiscoveryRangeView }) {
  const { t } = useWords();
  if (lastSweep === null) return <span className="missing">{t("discovery.never-swept")}</span>;
  const { at, asked, declared, found, refused, discoveryServerProblem } = lastSweep;
  return (
    <span className="discovery-lines">
      <Age at={at} />
      <span>{t("discovery.sweep-result", { asked, declared, found })}</span>
      {refused.length > 0 && <strong>{t("discovery.beyond", { count: refused.length })}</strong>}
      {discoveryServerProblem !== null && <span>{t("discovery.server-silent", { reason: discoveryServerProblem })}</span>}
    </span>
  );
}
