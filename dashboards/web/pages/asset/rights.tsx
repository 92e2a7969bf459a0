import { Segmented, Table, type TableProps } from "antd";
import { useState } from "react";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import type { AccessFacts, AccessNode } from "../../../../model/protocols/opcua/facts.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { useWords } from "../../words/language.tsx";
import { countRights, mayCall, mayRead, mayWrite } from "./offers.ts";

const pageSize = 8;
const rights = ["write", "call", "read"] as const;
type Right = (typeof rights)[number];
const holds: Readonly<Record<Right, (node: AccessNode) => boolean>> = { write: mayWrite, call: mayCall, read: mayRead };

/** What the session that browsed was allowed to do, node by node. */
export function Rights({ access }: { access: AccessFacts }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Right | undefined>(undefined);
  const count = (right: Right) => access.nodes.filter(holds[right]).length;
  const right = chosen ?? rights.find((one) => count(one) > 0) ?? "read";
  const rows = access.nodes.filter(holds[right]);
  return (
    <>
      <p className="rights-sum">
        {t("asset.rights-sum", { nodes: access.nodes.length, ...countRights(access.nodes) })}
        {!access.exhausted && <span className="missing">{t("asset.rights-cut")}</span>}
      </p>
      <div className="rights-tools">
        <Segmented
          aria-label={t("asset.rights-right")}
          value={right}
          onChange={setChosen}
          options={rights.map((one) => ({ value: one, label: `${t(`asset.rights-${one}`)} ${count(one)}` }))}
        />
        <span className="push">
          <ExportButton name="rights" columns={useRightsCsv()} rows={access.nodes} />
        </span>
      </div>
      <Table
        size="small"
        rowKey="nodeId"
        dataSource={rows}
        columns={useColumns()}
        pagination={rows.length > pageSize ? { pageSize, size: "small", showSizeChanger: false } : false}
        scroll={{ x: 640 }}
        locale={{ emptyText: t("asset.rights-none") }}
      />
    </>
  );
}

function useColumns(): NonNullable<TableProps<AccessNode>["columns"]> {
  const { t } = useWords();
  const mark = (right: Right, node: AccessNode) =>
    holds[right](node) ? t("asset.rights-yes") : <span className="faint">–</span>;
  return [
    { title: t("word.name"), dataIndex: "name", ellipsis: true },
    { title: t("asset.rights-node"), dataIndex: "nodeId", ellipsis: true, render: (id: string) => <code>{id}</code> },
    { title: t("asset.rights-write"), key: "write", width: 72, render: (_, node) => mark("write", node) },
    { title: t("asset.rights-call"), key: "call", width: 72, render: (_, node) => mark("call", node) },
    { title: t("asset.rights-read"), key: "read", width: 150, render: (_, node) => <ReadRight node={node} /> },
  ];
}

/** What the server declares, and whether the value really came. */
function ReadRight({ node }: { node: AccessNode }) {
  const { t } = useWords();
  if (node.valueRead === true) return t("asset.rights-value-read");
  if (node.valueRead === false) return t("asset.rights-value-refused");
  return mayRead(node) ? t("asset.rights-declared") : <span className="faint">–</span>;
}

function useRightsCsv(): readonly CsvColumn<AccessNode>[] {
  const { t } = useWords();
  const answer = (yes: boolean) => t(yes ? "asset.rights-yes" : "asset.rights-no");
  return [
    { title: t("word.name"), value: ({ name }) => name },
    { title: t("asset.rights-node"), value: ({ nodeId }) => nodeId },
    { title: t("asset.rights-write"), value: (node) => answer(mayWrite(node)) },
    { title: t("asset.rights-call"), value: (node) => answer(mayCall(node)) },
    { title: t("asset.rights-read"), value: (node) => answer(mayRead(node)) },
  ];
}
