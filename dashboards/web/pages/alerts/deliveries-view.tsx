import { Table } from "antd";
import { useEffect } from "react";
import type { AlertDeliveryView } from "../../../../api/contract/alerts.ts";
import { second } from "../../../../model/instant.ts";
import { alertDeliveries } from "../../data/alert-resources.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

const refreshEvery = 5 * second;

/** Every message and how it went. */
export function DeliveriesView() {
  const { t, say } = useWords();
  const entry = useQuery(alertDeliveries);
  useEffect(() => {
    const timer = setInterval(() => cache.refresh((path) => path === alertDeliveries.path), refreshEvery);
    return () => clearInterval(timer);
  }, []);
  return (
    <Panel title={t("alerts.view-deliveries")} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<AlertDeliveryView>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={{ pageSize: 20, size: "small", hideOnSinglePage: true }}
            locale={{ emptyText: <EmptyState title={t("alert-delivery.none")} /> }}
            columns={[
              { title: t("word.time"), key: "at", width: 190, render: (_, { at }) => <Moment at={at} /> },
              { title: t("alert-delivery.channel"), key: "channel", width: 160, render: (_, { channel }) => channel.name },
              {
                title: t("word.kind"),
                key: "reason",
                width: 90,
                render: (_, { reason }) => t(`alert-delivery.reason-${reason}`),
              },
              { title: t("word.what"), key: "what", ellipsis: true, render: (_, { text }) => (text === null ? "" : say(text)) },
              { title: t("word.status"), key: "state", width: 130, render: (_, { state }) => t(`alert-delivery.state-${state}`) },
              { title: t("alert-delivery.attempts"), dataIndex: "attempts", width: 70, align: "right" },
              { title: t("alert-delivery.error"), key: "error", ellipsis: true, render: (_, { lastError }) => lastError ?? "" },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
