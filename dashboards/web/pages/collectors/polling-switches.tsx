import { App, Button, Table } from "antd";
import type { EnterpriseDetail } from "../../../../api/contract/enterprises.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { assets, enterprise, enterprises } from "../../data/resources.ts";
import { cache, useQueries, useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { SimulatedTag } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { explainError } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

interface SiteRow {
  readonly enterprise: EnterpriseDetail;
  readonly site: EnterpriseDetail["sites"][number];
  readonly assets: number;
}

const pageSize = 12;

/** One switch a site: stops all polling of it at once. */
export function PollingSwitches() {
  const { t, say } = useWords();
  const all = useQuery(enterprises).value?.items ?? [];
  const known = useQuery(assets({})).value?.items ?? [];
  const details = useQueries(all.map(({ id }) => enterprise(id))).flatMap(({ value }) => value ?? []);
  const rows: SiteRow[] = details.flatMap((detail) =>
    detail.sites.map((site) => ({
      enterprise: detail,
      site,
      assets: known.filter(({ enterpriseId, site: at }) => enterpriseId === detail.id && at === site.id).length,
    })),
  );
  return (
    <Panel title={t("polling.title")} note={t("polling.hint")} flush>
      <Table
        size="small"
        rowKey={({ enterprise: { id }, site }) => `${id}/${site.id}`}
        dataSource={rows}
        pagination={rows.length > pageSize ? { pageSize, size: "small" } : false}
        columns={[
          { title: t("word.site"), key: "site", render: (_, { site }) => <strong>{say(site.name)}</strong> },
          { title: t("word.enterprise"), key: "enterprise", render: (_, row) => <Where row={row} /> },
          { title: t("word.asset"), key: "assets", width: 64, align: "right", render: (_, row) => row.assets },
          { title: t("word.status"), key: "status", width: 220, render: (_, { site }) => <Polling polling={site.polling} /> },
          { title: "", key: "act", width: 140, align: "right", render: (_, row) => <Switch row={row} /> },
        ]}
      />
    </Panel>
  );
}

function Where({ row }: { row: SiteRow }) {
  const { say } = useWords();
  return (
    <span className="asset-name">
      <Link to={to.enterprise(row.enterprise.id)}>{say(row.enterprise.name)}</Link>
      {row.enterprise.simulated && <SimulatedTag />}
    </span>
  );
}

function Polling({ polling }: { polling: SiteRow["site"]["polling"] }) {
  const { t } = useWords();
  if (!polling.stopped) return <span>{t("polling.running")}</span>;
  return (
    <span>
      <strong>{t("polling.stopped-by", { by: polling.by ?? t("word.none") })}</strong>
      <br />
      <Moment at={polling.at} />
    </span>
  );
}

function Switch({ row }: { row: SiteRow }) {
  const { t, say } = useWords();
  const session = useSession();
  const { modal, message } = App.useApp();
  const { stopped } = row.site.polling;
  const site = say(row.site.name);
  const send = async () => {
    try {
      const path = fill(paths.sitePolling, { enterprise: row.enterprise.id, site: row.site.id });
      await change("POST", path, { stopped: !stopped });
      message.success(t(stopped ? "polling.done-resume" : "polling.done-stop", { site }));
    } catch (error) {
      const { what, next } = explainError(error, t);
      modal.error({ title: what, content: next, okText: t("act.close") });
    }
    cache.refresh((path) => path.startsWith(paths.enterprises));
  };
  const ask = () =>
    modal.confirm({
      title: t(stopped ? "polling.resume-title" : "polling.stop-title", { site }),
      content: <WillHappen row={row} />,
      okText: t(stopped ? "polling.resume" : "polling.stop"),
      okButtonProps: { danger: !stopped },
      cancelText: t("act.cancel"),
      width: 520,
      onOk: send,
    });
  return (
    <Button size="small" danger={!stopped} disabled={!may(session, "polling", row.enterprise.id, row.site.id)} onClick={ask}>
      {t(stopped ? "polling.resume" : "polling.stop")}
    </Button>
  );
}

/** What exactly will happen, before it does. */
function WillHappen({ row }: { row: SiteRow }) {
  const { t } = useWords();
  const collectors = row.site.collectors.map(({ id }) => id).join(", ");
  const steps = row.site.polling.stopped
    ? [t("polling.resume-1", { assets: row.assets }), t("polling.resume-2")]
    : [t("polling.stop-1", { assets: row.assets, collectors }), t("polling.stop-2"), t("polling.stop-3"), t("polling.stop-4")];
  return (
    <>
      <p>{t("polling.will")}</p>
      <ol className="will-happen">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
