import { Checkbox, Input, Table, type TableProps } from "antd";
import type { ProposalDetail, TaskView } from "../../../../api/contract/discovery.ts";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { shownValue } from "./register-preview.tsx";

/** A variable of a server that could be a signal. */
export interface NodeDraft {
  readonly nodeId: string;
  readonly id: string;
  readonly dataType: string;
  readonly value: number;
  readonly use: boolean;
}

const mostUsed = 60;
/** Nodes that a preview reads again. */
export const mostWatched = 40;

export function nodeDrafts({ suggestion }: ProposalDetail): readonly NodeDraft[] {
  const variables = suggestion.signals.flatMap((signal) => ("nodeId" in signal ? [signal] : []));
  return variables.map((variable, index) => ({ ...variable, use: index < mostUsed }));
}

/** The nodes that a preview reads: those that are used, as many as it may. */
export function watchedNodes(drafts: readonly NodeDraft[]): readonly string[] {
  return drafts
    .filter(({ use }) => use)
    .slice(0, mostWatched)
    .map(({ nodeId }) => nodeId);
}

/** The numeric variables of a server with their values. */
export function NodePreview({
  drafts,
  watched,
  task,
  onChange,
}: {
  drafts: readonly NodeDraft[];
  /** Nodes that `task` reads, in its order. */
  watched: readonly string[];
  task: TaskView | undefined;
  onChange: (key: string, change: Partial<NodeDraft>) => void;
}) {
  const { t } = useWords();
  const values = task?.readValues?.values;
  const now = (draft: NodeDraft): number | undefined => values?.[watched.indexOf(draft.nodeId)]?.[0] ?? draft.value;
  const columns: NonNullable<TableProps<NodeDraft>["columns"]> = [
    {
      title: t("preview.use"),
      key: "use",
      width: 56,
      render: (_, draft) => (
        <Checkbox
          checked={draft.use}
          aria-label={`${t("preview.use")} ${draft.nodeId}`}
          onChange={(event) => onChange(draft.nodeId, { use: event.target.checked })}
        />
      ),
    },
    {
      title: t("preview.id"),
      key: "id",
      width: 240,
      render: (_, draft) => (
        <Input
          size="small"
          value={draft.id}
          maxLength={100}
          aria-label={`${t("preview.id")} ${draft.nodeId}`}
          onChange={(event) => onChange(draft.nodeId, { id: event.target.value })}
        />
      ),
    },
    { title: t("preview.node"), key: "node", render: (_, { nodeId }) => <code>{nodeId}</code> },
    { title: t("preview.type"), key: "type", width: 120, render: (_, { dataType }) => dataType },
    {
      title: t("preview.value"),
      key: "value",
      width: 160,
      align: "right",
      render: (_, draft) => <span className="preview-value num">{shownValue(now(draft))}</span>,
    },
  ];
  if (drafts.length === 0) return <EmptyState title={t("preview.no-signals")} />;
  return (
    <Table
      className="preview-table"
      size="small"
      rowKey="nodeId"
      dataSource={[...drafts]}
      columns={columns}
      pagination={drafts.length > 25 ? { pageSize: 25, showSizeChanger: false } : false}
      scroll={{ x: 760 }}
    />
  );
}
