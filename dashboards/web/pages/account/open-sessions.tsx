import { App, Button, Table } from "antd";
import { endedSessionsSchema, type OpenSessionView } from "../../../../api/contract/accounts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { change, send } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { openSessions } from "../../data/resources.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { browserName } from "./browser-name.ts";

const refresh = () => cache.refresh((path) => path === openSessions.path);

/** Where the account is signed in; each session can be ended. */
export function OpenSessions() {
  const { t } = useWords();
  const entry = useQuery(openSessions);
  return (
    <Panel title={t("sessions.title")} note={t("sessions.note")} aside={<EndOthers />} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<OpenSessionView>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={false}
            columns={[
              {
                title: t("sessions.browser"),
                key: "browser",
                ellipsis: true,
                render: (_, row) =>
                  row.browser === null ? t("sessions.unknown") : <span title={row.browser}>{browserName(row.browser)}</span>,
              },
              {
                title: t("sessions.address"),
                key: "address",
                width: 150,
                render: (_, row) => row.address ?? t("sessions.unknown"),
              },
              { title: t("sessions.how"), key: "how", width: 130, render: (_, row) => t(`assurance.${row.assurance}`) },
              { title: t("sessions.since"), key: "since", width: 190, render: (_, row) => <Moment at={row.createdAt} /> },
              { title: t("sessions.used"), key: "used", width: 190, render: (_, row) => <Moment at={row.lastUsedAt} /> },
              { title: "", key: "act", width: 110, align: "right", render: (_, row) => <End row={row} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function End({ row }: { row: OpenSessionView }) {
  const { t } = useWords();
  const { act } = useAct();
  if (row.current) return <strong>{t("sessions.current")}</strong>;
  const end = () =>
    act(async () => {
      await change("DELETE", fill(paths.accountSession, { id: row.id }));
      refresh();
    });
  return (
    <Button size="small" onClick={end}>
      {t("sessions.end")}
    </Button>
  );
}

function EndOthers() {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const end = () =>
    act(async () => {
      const { ended } = await send("DELETE", { path: paths.accountSessions, schema: endedSessionsSchema });
      refresh();
      message.success(t("sessions.ended", { n: ended }));
    });
  return (
    <Button size="small" loading={busy} onClick={end}>
      {t("sessions.end-others")}
    </Button>
  );
}
