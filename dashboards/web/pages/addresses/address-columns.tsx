import type { TableProps } from "antd";
import type { AddressListView, AddressRow } from "../../../../api/contract/addresses.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { Due } from "../../parts/due.tsx";
import { Link } from "../../parts/link.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { statesOf } from "./address-filter.ts";
import { Handling } from "./handling.tsx";
import { StateMark } from "./state-mark.tsx";
import type { StepTarget } from "./step-target.ts";

export function useAddressColumns(
  list: AddressListView,
  onStep: ((target: StepTarget) => void) | undefined,
): NonNullable<TableProps<AddressRow>["columns"]> {
  const { t, say, format } = useWords();
  const compared = list.version !== null;
  return [
    { title: t("addresses.col-address"), key: "address", width: 150, render: (_, { address }) => <code>{address}</code> },
    { title: t("word.asset"), key: "asset", width: 140, ellipsis: true, render: (_, row) => <Subject row={row} /> },
    {
      title: t("addresses.state"),
      key: "state",
      width: 116,
      render: (_, row) => (
        <span className="addresses-states">
          {statesOf(row, compared).map((state) => (
            <StateMark key={state} state={state} />
          ))}
        </span>
      ),
    },
    {
      title: t("addresses.col-difference"),
      key: "difference",
      render: (_, { differences }) => (
        <ul className="addresses-differences">
          {differences.map(({ kind, because, findingId }) => (
            <li key={kind}>{findingId === null ? say(because) : <Link to={to.finding(findingId)}>{say(because)}</Link>}</li>
          ))}
        </ul>
      ),
    },
    { title: t("addresses.col-due"), key: "due", width: 164, render: (_, row) => <DueOf row={row} /> },
    {
      title: t("addresses.col-responsible"),
      key: "responsible",
      width: 108,
      ellipsis: true,
      render: (_, row) => <Responsible row={row} />,
    },
    {
      title: t("addresses.col-handling"),
      key: "handling",
      width: 190,
      render: (_, row) => <Handling row={row} role={list.settings.role} onStep={onStep} />,
    },
    {
      title: t("addresses.col-verified"),
      key: "verified",
      width: 100,
      render: (_, { record }) => {
        const at = record?.verifiedOn ?? record?.recordedOn ?? null;
        return at === null ? <span className="faint">–</span> : format.date(Date.parse(at));
      },
    },
  ];
}

function Subject({ row: { assetId, assetName, known } }: { row: AddressRow }) {
  const { t, say } = useWords();
  if (assetId !== null && assetName !== null) return <Link to={to.asset(assetId)}>{say(assetName)}</Link>;
  return <span className="soft">{t(known === "sweep" ? "addresses.known-sweep" : "addresses.known-list")}</span>;
}

/** The earliest date; before the first judgement there is none. */
function DueOf({ row: { differences } }: { row: AddressRow }) {
  const { t } = useWords();
  const [first] = differences
    .flatMap(({ dueAt, overdue }) => (dueAt === null ? [] : [{ dueAt, overdue }]))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  if (first !== undefined) return <Due at={first.dueAt} overdue={first.overdue} />;
  return differences.length === 0 ? null : <span className="faint">{t("addresses.to-judge")}</span>;
}

function Responsible({ row: { differences, record } }: { row: AddressRow }) {
  const { t } = useWords();
  const name = differences.find(({ responsible }) => responsible !== null)?.responsible ?? record?.responsible ?? "";
  return name === "" ? <span className="faint">{differences.length > 0 && t("addresses.nobody")}</span> : name;
}

export function useAddressCsv(compared: boolean): readonly CsvColumn<AddressRow>[] {
  const { t, say } = useWords();
  const first = <T,>(row: AddressRow, pick: (difference: AddressRow["differences"][number]) => T | null): T | null =>
    row.differences.map(pick).find((value) => value !== null) ?? null;
  return [
    { title: t("addresses.col-address"), value: ({ address }) => address },
    { title: t("word.asset"), value: ({ assetId }) => assetId },
    {
      title: t("addresses.state"),
      value: (row) =>
        statesOf(row, compared)
          .map((state) => t(`addresses.kind-${state}`))
          .join(" "),
    },
    {
      title: t("addresses.col-difference"),
      value: ({ differences }) => differences.map(({ because }) => say(because)).join(" "),
    },
    { title: t("addresses.col-due"), value: (row) => first(row, ({ dueAt }) => dueAt) },
    { title: t("addresses.col-responsible"), value: (row) => first(row, ({ responsible }) => responsible) },
    { title: t("addresses.cut-off"), value: (row) => first(row, ({ cutOff }) => cutOff?.doneAt ?? null) },
    { title: t("addresses.reported"), value: (row) => first(row, ({ reported }) => reported?.doneAt ?? null) },
    { title: t("addresses.col-record"), value: ({ record }) => record?.recordNo ?? null },
    { title: t("addresses.col-verified"), value: ({ record }) => record?.verifiedOn ?? null },
  ];
}
