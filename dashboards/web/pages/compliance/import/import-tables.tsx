import { Table } from "antd";
import type { ClaimImport, ImportRowError } from "../../../../../api/contract/attestations.ts";
import { shortId } from "../../../score/node-names.ts";
import { useWords } from "../../../words/language.tsx";

const rowsAtOnce = 50;

/** What is wrong in which row and column, counted as a spreadsheet counts. */
export function ErrorTable({ errors }: { errors: readonly ImportRowError[] }) {
  const { t, say } = useWords();
  return (
    <Table
      size="small"
      rowKey={({ row, column, value }) => `${row} ${column} ${value}`}
      dataSource={[...errors]}
      pagination={errors.length > rowsAtOnce ? { pageSize: rowsAtOnce, showSizeChanger: false } : false}
      columns={[
        { title: t("import.col-row"), dataIndex: "row", width: 72, align: "right" },
        { title: t("import.col-column"), dataIndex: "column", width: 120 },
        { title: t("import.col-value"), key: "value", width: 200, render: (_, { value }) => <code>{value}</code> },
        { title: t("import.col-message"), key: "message", render: (_, { message }) => say(message) },
      ]}
    />
  );
}

/** What would be submitted. */
export function PreviewTable({ rows }: { rows: ClaimImport["rows"] }) {
  const { t, say, sayTitle, format } = useWords();
  const day = (time: string) => format.date(Date.parse(time));
  return (
    <Table
      size="small"
      rowKey="row"
      dataSource={[...rows]}
      pagination={rows.length > rowsAtOnce ? { pageSize: rowsAtOnce, showSizeChanger: false } : false}
      scroll={{ x: 760 }}
      columns={[
        { title: t("import.col-row"), dataIndex: "row", width: 64, align: "right" },
        {
          title: t("word.objective"),
          key: "objective",
          ellipsis: true,
          render: (_, { objectiveId, title }) => (
            <span title={say(title)}>
              <span className="part-id">{shortId(objectiveId)}</span>
              {sayTitle(title)}
            </span>
          ),
        },
        { title: t("claim.claim"), key: "claim", width: 104, render: (_, { claim }) => t(`claim.${claim}`) },
        {
          title: t("claim.documents"),
          key: "documents",
          width: 180,
          ellipsis: true,
          render: (_, { documents }) =>
            documents.length === 0 ? <span className="soft">{t("document.none")}</span> : documents.join(", "),
        },
        { title: t("claim.issued"), key: "issued", width: 104, render: (_, { issuedAt }) => day(issuedAt) },
        {
          title: t("claim.expires"),
          key: "expires",
          width: 104,
          render: (_, { expiresAt }) => (expiresAt === null ? t("claim.never-ends") : format.date(Date.parse(expiresAt) - 1)),
        },
      ]}
    />
  );
}
