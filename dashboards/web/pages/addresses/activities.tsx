import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Popconfirm, Table } from "antd";
import { useState } from "react";
import type { ActivityView } from "../../../../api/contract/addresses.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { activities, isOfAddresses } from "../../data/address-resources.ts";
import { change } from "../../data/api-client.ts";
import { documentAddress } from "../../data/compliance-resources.ts";
import { fill } from "../../data/fill-path.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, explainError, Loaded } from "../../parts/states.tsx";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { ActivityDialog } from "./activity-dialog.tsx";

/** Drills, simulated scenarios and sweeps of addresses that were held. */
export function Activities({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const entry = useQuery(activities(enterpriseId));
  const mayRecord = may(useSession(), "activity", enterpriseId);
  return (
    <Panel
      title={t("addresses.view-activities")}
      note={t("addresses.activity-what")}
      aside={
        mayRecord && (
          <Button type="primary" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t("addresses.activity-add")}
          </Button>
        )
      }
      flush
    >
      <Loaded entry={entry}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("addresses.activity-none")}>
              <p>{t("addresses.activity-none-next")}</p>
            </EmptyState>
          ) : (
            <ActivityTable enterpriseId={enterpriseId} items={items} mayRemove={mayRecord} />
          )
        }
      </Loaded>
      {adding && <ActivityDialog enterpriseId={enterpriseId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function ActivityTable({
  enterpriseId,
  items,
  mayRemove,
}: {
  enterpriseId: string;
  items: readonly ActivityView[];
  mayRemove: boolean;
}) {
  const { t, format } = useWords();
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...items]}
      pagination={items.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        {
          title: t("addresses.activity-held"),
          key: "held",
          width: 110,
          render: (_, { heldAt }) => format.date(Date.parse(heldAt)),
        },
        {
          title: t("addresses.activity-kind"),
          key: "kind",
          width: 150,
          render: (_, { kind }) => t(`addresses.activity-${kind}`),
        },
        { title: t("addresses.activity-scope"), dataIndex: "scope", width: 220 },
        { title: t("addresses.activity-outcome"), dataIndex: "outcome" },
        {
          title: t("addresses.activity-documents"),
          key: "documents",
          width: 200,
          render: (_, { documents }) =>
            documents.map(({ name, sha256 }) => (
              <a key={sha256} href={documentAddress(enterpriseId, sha256)} className="truncate">
                {name}
              </a>
            )),
        },
        { title: t("addresses.step-recorded"), dataIndex: "recordedBy", width: 170, ellipsis: true },
        ...(mayRemove
          ? [
              {
                key: "remove",
                width: 84,
                render: (_: unknown, { id }: ActivityView) => <Remove enterpriseId={enterpriseId} id={id} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Remove({ enterpriseId, id }: { enterpriseId: string; id: string }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const remove = async () => {
    try {
      await change("DELETE", fill(paths.activity, { enterprise: enterpriseId, id }));
    } catch (error) {
      message.error(explainError(error, t).what);
    } finally {
      cache.refresh(isOfAddresses(enterpriseId));
    }
  };
  return (
    <Popconfirm
      title={t("addresses.activity-remove-ask")}
      okText={t("addresses.activity-remove")}
      cancelText={t("act.cancel")}
      onConfirm={remove}
    >
      <Button size="small" type="text">
        {t("addresses.activity-remove")}
      </Button>
    </Popconfirm>
  );
}
