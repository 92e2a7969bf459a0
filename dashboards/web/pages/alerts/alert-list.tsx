import { Button, Checkbox, Table } from "antd";
import { useEffect, useState } from "react";
import type { AlertView } from "../../../../api/contract/alerts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { second } from "../../../../model/instant.ts";
import { alerts } from "../../data/alert-resources.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { SeverityMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { to } from "../../routes.ts";
import { may, mayForAll } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

const refresh = () => cache.refresh((path) => path === alerts.path);
/** Rules are looked at as often. */
const refreshEvery = 15 * second;

/** What fires and what has been, newest first. */
export function AlertList() {
  const { t } = useWords();
  const entry = useQuery(alerts);
  const [onlyFiring, setOnlyFiring] = useState(false);
  useEffect(() => {
    const timer = setInterval(refresh, refreshEvery);
    return () => clearInterval(timer);
  }, []);
  const toggle = (
    <Checkbox checked={onlyFiring} onChange={(event) => setOnlyFiring(event.target.checked)}>
      {t("alerts.only-firing")}
    </Checkbox>
  );
  return (
    <Panel title={t("alerts.view-firing")} aside={toggle} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<AlertView>
            size="small"
            rowKey="id"
            dataSource={items.filter(({ resolvedAt }) => !onlyFiring || resolvedAt === null)}
            pagination={{ pageSize: 20, size: "small", hideOnSinglePage: true }}
            locale={{ emptyText: <Nothing /> }}
            columns={[
              {
                title: t("word.severity"),
                key: "severity",
                width: 90,
                render: (_, { severity }) => <SeverityMark severity={severity} />,
              },
              { title: t("word.what"), key: "what", render: (_, alert) => <What alert={alert} /> },
              { title: t("alerts.since"), key: "since", width: 190, render: (_, { firedAt }) => <Moment at={firedAt} /> },
              { title: t("word.status"), key: "state", width: 210, render: (_, alert) => <State alert={alert} /> },
              { title: "", key: "act", width: 100, align: "right", render: (_, alert) => <Acknowledge alert={alert} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function What({ alert: { text, page, rule } }: { alert: AlertView }) {
  const { say } = useWords();
  return (
    <>
      <Link to={page}>{say(text)}</Link>
      <div className="soft">{rule.name}</div>
    </>
  );
}

function State({ alert: { resolvedAt, acknowledgedBy } }: { alert: AlertView }) {
  const { t } = useWords();
  if (resolvedAt !== null) {
    return (
      <>
        {t("alerts.over")} · <Moment at={resolvedAt} />
      </>
    );
  }
  return (
    <>
      <strong>{t("alerts.firing")}</strong>
      {acknowledgedBy !== null && <div className="soft">{t("alerts.acknowledged-by", { by: acknowledgedBy })}</div>}
    </>
  );
}

function Acknowledge({ alert: { id, enterpriseId, resolvedAt, acknowledgedAt } }: { alert: AlertView }) {
  const { t } = useWords();
  const session = useSession();
  const { busy, act } = useAct();
  const allowed = enterpriseId === null ? mayForAll(session) : may(session, "acknowledge", enterpriseId);
  if (resolvedAt !== null || acknowledgedAt !== null || !allowed) return null;
  const acknowledge = () =>
    act(async () => {
      await change("POST", fill(paths.alertAcknowledge, { id }), {});
      refresh();
    });
  return (
    <Button size="small" loading={busy} onClick={acknowledge}>
      {t("alerts.acknowledge")}
    </Button>
  );
}

/** Silence is good news only where a rule would have spoken; those who may see the rules are told whether one would. */
function Nothing() {
  const { t } = useWords();
  const administers = mayForAll(useSession());
  return (
    <EmptyState title={t("alerts.none")}>
      {administers ? <Link to={to.alerts({ view: "rules" })}>{t("alerts.none-next")}</Link> : null}
    </EmptyState>
  );
}
