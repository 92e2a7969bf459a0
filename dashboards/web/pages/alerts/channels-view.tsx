import { App, Button, Table } from "antd";
import { useState } from "react";
import type { AlertChannelView } from "../../../../api/contract/alerts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { alertChannels, alertDeliveries } from "../../data/alert-resources.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { ChannelDialog } from "./channel-dialog.tsx";
import { EntryActs } from "./entry-acts.tsx";

const refresh = () => cache.refresh((path) => path === alertChannels.path || path === alertDeliveries.path);

/** The ways by which people are told. */
export function ChannelsView() {
  const { t } = useWords();
  const entry = useQuery(alertChannels);
  const [editing, setEditing] = useState<AlertChannelView | "new">();
  const add = (
    <Button size="small" type="primary" onClick={() => setEditing("new")}>
      {t("alert-channel.add")}
    </Button>
  );
  return (
    <Panel title={t("alerts.view-channels")} aside={add} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<AlertChannelView>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={false}
            locale={{ emptyText: <EmptyState title={t("alert-channel.none")} /> }}
            columns={[
              { title: t("word.name"), key: "name", render: (_, { name }) => <strong>{name}</strong> },
              {
                title: t("alert-channel.kind"),
                key: "kind",
                render: (_, { settings }) => t(`alert-channel.kind-${settings.kind}`),
              },
              { title: t("alert-channel.to"), key: "to", render: (_, { settings }) => <code>{receiver(settings)}</code> },
              {
                title: "",
                key: "act",
                width: 220,
                align: "right",
                render: (_, one) => <Acts channel={one} onEdit={() => setEditing(one)} />,
              },
            ]}
          />
        )}
      </Loaded>
      {editing !== undefined && (
        <ChannelDialog
          channel={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={refresh}
        />
      )}
    </Panel>
  );
}

function receiver(settings: AlertChannelView["settings"]): string {
  if ("url" in settings) return settings.url;
  return settings.kind === "email" ? settings.to.join(", ") : `${settings.transport}://${settings.host}:${settings.port}`;
}

function Acts({ channel: { id, name }, onEdit }: { channel: AlertChannelView; onEdit: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const test = () =>
    act(async () => {
      await change("POST", fill(paths.alertChannelTest, { id }), {});
      refresh();
      message.success(t("alert-channel.tested"));
    });
  return (
    <EntryActs
      path={fill(paths.alertChannel, { id })}
      title={t("alert-channel.remove-title", { name })}
      what={t("alert-channel.remove-what")}
      onEdit={onEdit}
      onRemoved={refresh}
    >
      <Button size="small" loading={busy} onClick={test}>
        {t("alert-channel.test")}
      </Button>
    </EntryActs>
  );
}
