import { Table } from "antd";
import type { AccessFacts } from "../../../../model/protocols/opcua/facts.ts";
import { useWords } from "../../words/language.tsx";
import { countRights, mayCall, mayWrite } from "./offers.ts";

const pageSize = 8;

/** What the session that browsed was allowed to do. */
export function Rights({ access }: { access: AccessFacts }) {
  const { t } = useWords();
  const rows = access.nodes.filter((node) => mayWrite(node) || mayCall(node));
  return (
    <>
      <p className="rights-sum">
        {t("asset.rights-sum", { nodes: access.nodes.length, ...countRights(access.nodes) })}
        {!access.exhausted && <span className="missing">{t("asset.rights-cut")}</span>}
      </p>
      {rows.length > 0 && (
        <Table
          size="small"
          rowKey="nodeId"
          dataSource={rows}
          pagination={rows.length > pageSize ? { pageSize, size: "small", showSizeChanger: false } : false}
          columns={[
            {
              title: t("asset.rights-right"),
              key: "right",
              width: 90,
              render: (_, node) => t(mayCall(node) ? "asset.rights-call" : "asset.rights-write"),
            },
            { title: t("word.name"), dataIndex: "name", ellipsis: true },
            { title: t("asset.rights-node"), dataIndex: "nodeId", ellipsis: true, render: (id: string) => <code>{id}</code> },
          ]}
        />
      )}
    </>
  );
}
