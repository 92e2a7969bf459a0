import { Checkbox, Input, InputNumber, Select, Switch, Table, type TableProps } from "antd";
import { useMemo, useState } from "react";
import type { TaskView } from "../../../../api/contract/discovery.ts";
import { type Doubt, doubtsOf, overlapping, readValue, type WordAt } from "../../../../model/discovery/doubts.ts";
import type { TableFindings } from "../../../../model/discovery/findings.ts";
import { widthOf } from "../../../../model/protocols/modbus/width.ts";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { type Read, type SignalDraft, wordsOf } from "./signal-drafts.ts";

const wordTypes = ["uint16", "int16", "uint32", "int32", "float32", "uint64", "int64", "float64"] as const;
const pageSize = 25;

/** Raw and decoded side by side: a person chooses type, word order and address, and sees at once what the value would be. */
export function RegisterPreview({
  drafts,
  tables,
  reads,
  task,
  onChange,
}: {
  drafts: readonly SignalDraft[];
  tables: readonly TableFindings[];
  /** What the preview of `task` reads. */
  reads: readonly Read[];
  task: TaskView | undefined;
  onChange: (key: string, change: Partial<SignalDraft>) => void;
}) {
  const { t } = useWords();
  const [withZeros, setWithZeros] = useState(false);
  const live = task?.readValues ?? null;
  const wordAt = useMemo(() => wordsOf(tables, reads, live), [tables, reads, live]);
  const over = useMemo(() => overlapping(drafts.filter(({ use }) => use)), [drafts]);
  const zeros = drafts.filter(({ isZero }) => isZero).length;
  const shown = drafts.filter(({ isZero, use }) => withZeros || use || !isZero);
  const columns = useColumns(wordAt, (draft) => over.has(draft), onChange);
  if (drafts.length === 0) return <EmptyState title={t("preview.no-signals")} />;
  return (
    <>
      <Table
        className="preview-table"
        size="small"
        rowKey="key"
        dataSource={[...shown]}
        columns={columns}
        pagination={shown.length > pageSize ? { pageSize, showSizeChanger: false } : false}
        scroll={{ x: 1150 }}
      />
      {zeros > 0 && (
        <div className="preview-bar">
          <Switch size="small" checked={withZeros} onChange={setWithZeros} aria-label={t("preview.zeros", { count: zeros })} />
          {t("preview.zeros", { count: zeros })}
        </div>
      )}
    </>
  );
}

function useColumns(
  wordAt: WordAt,
  liesOver: (draft: SignalDraft) => boolean,
  onChange: (key: string, change: Partial<SignalDraft>) => void,
): NonNullable<TableProps<SignalDraft>["columns"]> {
  const { t } = useWords();
  const isBit = ({ type }: SignalDraft) => type === "bool";
  const orders = (["big", "little"] as const).map((value) => ({ value, label: t(`preview.order-${value}`) }));
  const label = (name: string, { key }: SignalDraft) => `${name} ${key}`;
  return [
    {
      title: t("preview.use"),
      key: "use",
      width: 56,
      render: (_, draft) => (
        <Checkbox
          checked={draft.use}
          aria-label={label(t("preview.use"), draft)}
          onChange={(event) => onChange(draft.key, { use: event.target.checked })}
        />
      ),
    },
    {
      title: t("preview.id"),
      key: "id",
      width: 190,
      render: (_, draft) => (
        <Input
          size="small"
          value={draft.id}
          maxLength={100}
          aria-label={label(t("preview.id"), draft)}
          onChange={(event) => onChange(draft.key, { id: event.target.value })}
        />
      ),
    },
    {
      title: t("preview.place-address"),
      key: "address",
      width: 104,
      render: (_, draft) => (
        <span className="discovery-lines">
          <span className="faint">{t(`preview.table-${draft.table}`)}</span>
          <InputNumber
            size="small"
            min={0}
            max={65_535}
            value={draft.address}
            aria-label={label(t("preview.place-address"), draft)}
            onChange={(address) => address !== null && onChange(draft.key, { address })}
          />
        </span>
      ),
    },
    { title: t("preview.raw"), key: "raw", width: 100, render: (_, draft) => <Raw draft={draft} wordAt={wordAt} /> },
    {
      title: t("preview.type"),
      key: "type",
      width: 110,
      render: (_, draft) =>
        isBit(draft) ? (
          "bool"
        ) : (
          <Select
            size="small"
            value={draft.type}
            style={{ width: 96 }}
            aria-label={label(t("preview.type"), draft)}
            options={wordTypes.map((value) => ({ value, label: value }))}
            onChange={(type) => onChange(draft.key, { type })}
          />
        ),
    },
    {
      title: t("preview.order"),
      key: "order",
      width: 150,
      render: (_, draft) =>
        !isBit(draft) &&
        widthOf(draft) > 1 && (
          <Select
            size="small"
            value={draft.wordOrder}
            style={{ width: 136 }}
            aria-label={label(t("preview.order"), draft)}
            options={orders}
            onChange={(wordOrder) => onChange(draft.key, { wordOrder })}
          />
        ),
    },
    {
      title: t("preview.value"),
      key: "value",
      width: 120,
      align: "right",
      render: (_, draft) => <Value draft={draft} wordAt={wordAt} />,
    },
    {
      title: t("preview.others"),
      key: "others",
      width: 215,
      render: (_, draft) => !isBit(draft) && <Others draft={draft} wordAt={wordAt} />,
    },
    {
      title: t("preview.doubt"),
      key: "doubt",
      width: 190,
      render: (_, draft) =>
        !draft.isZero && <Doubts doubts={[...doubtsOf(draft, wordAt), ...(liesOver(draft) ? (["lies-over"] as const) : [])]} />,
    },
  ];
}

function Raw({ draft, wordAt }: { draft: SignalDraft; wordAt: WordAt }) {
  const words = Array.from({ length: widthOf(draft) }, (_, index) => wordAt(draft.table, draft.address + index));
  if (draft.type === "bool") return <code>{words[0] ?? "–"}</code>;
  return <code>{words.map((word) => word?.toString(16).padStart(4, "0") ?? "––––").join(" ")}</code>;
}

function Value({ draft, wordAt }: { draft: SignalDraft; wordAt: WordAt }) {
  return <span className="preview-value num">{shownValue(readValue(draft, wordAt))}</span>;
}

/** Beyond it a number is written with an exponent, for nobody counts its digits. */
const largestPlain = 1e15;

/** A float of 32 bits has about seven digits that mean something. */
export function shownValue(value: number | undefined, digits = 7): string {
  if (value === undefined) return "–";
  if (Math.abs(value) >= largestPlain) return Number(value.toPrecision(digits)).toExponential();
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
}

const readings = [
  ["uint16", "big"],
  ["int16", "big"],
  ["uint32", "big"],
  ["uint32", "little"],
  ["float32", "big"],
  ["float32", "little"],
] as const;

/** The readings that were not chosen, by which a wrong one shows. */
function Others({ draft, wordAt }: { draft: SignalDraft; wordAt: WordAt }) {
  const { t } = useWords();
  const others = readings.filter(
    ([type, wordOrder]) => !(type === draft.type && (type.endsWith("16") || wordOrder === draft.wordOrder)),
  );
  return (
    <span className="preview-others soft">
      {others.map(([type, wordOrder]) => (
        <span key={`${type} ${wordOrder}`}>
          {type}
          {type.endsWith("32") && ` ${t(`preview.order-${wordOrder}`)}`}
          {t("word.colon")}
          {shownValue(readValue({ ...draft, type, wordOrder }, wordAt), 4)}
        </span>
      ))}
    </span>
  );
}

function Doubts({ doubts }: { doubts: readonly Doubt[] }) {
  const { t } = useWords();
  return (
    <span className="discovery-lines preview-doubt">
      {doubts.map((doubt) => (
        <span key={doubt}>▲ {t(`doubt.${doubt}`)}</span>
      ))}
    </span>
  );
}
