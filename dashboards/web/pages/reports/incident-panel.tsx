import { Button, Select } from "antd";
import { useState } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { send } from "../../data/api-client.ts";
import { incidents, newIncident, refreshIncidents } from "../../data/incident-resources.ts";
import { findings } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Due } from "../../parts/due.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { navigate } from "../../router.ts";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

/** Incident reports: begin one from findings, and see which clock ends next. */
export function IncidentPanel({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t } = useWords();
  const allowed = may(useSession(), "incident", enterprise.id);
  return (
    <Panel title={t("incident.list")} note={t("incident.list-note")} flush>
      {allowed && <NewDraft enterpriseId={enterprise.id} />}
      <Loaded entry={useQuery(incidents(enterprise.id))} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("incident.none")} />
          ) : (
            <ul className="list">
              {items.map((incident) => {
                const next = incident.clocks
                  .filter(({ toldAt, dueAt }) => toldAt === null && dueAt !== null)
                  .sort((a, b) => Date.parse(a.dueAt ?? "") - Date.parse(b.dueAt ?? ""))[0];
                return (
                  <li key={incident.id} className="report-job">
                    <div>
                      <Link to={to.incident(enterprise.id, incident.id)}>{incident.title}</Link>
                      <div className="soft">
                        {incident.createdBy} · <Moment at={incident.discoveredAt} />
                      </div>
                    </div>
                    {next !== undefined && (
                      <span>
                        {t("incident.next-clock")} <Due at={next.dueAt} overdue={next.overdue} />
                      </span>
                    )}
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function NewDraft({ enterpriseId }: { enterpriseId: string }) {
  const { t, say, sayTitle, language } = useWords();
  const { busy, act } = useAct();
  const [chosen, setChosen] = useState<string[]>([]);
  const open = useQuery(findings({ enterprise: enterpriseId })).value?.items.filter(({ status }) => status !== "resolved") ?? [];
  const start = () =>
    act(async () => {
      const made = await send("POST", newIncident(enterpriseId), { findingIds: chosen, language });
      refreshIncidents();
      navigate(to.incident(enterpriseId, made.id));
    });
  return (
    <div className="report-make incident-new">
      <Select
        mode="multiple"
        aria-label={t("incident.findings")}
        placeholder={t("incident.findings")}
        value={chosen}
        onChange={setChosen}
        maxTagCount={2}
        optionFilterProp="label"
        style={{ minWidth: 360, flex: 1 }}
        options={open.map(({ id, title, assetName }) => ({
          value: id,
          label: `${assetName === null ? t("word.enterprise-itself") : say(assetName)}${t("word.colon")}${sayTitle(title)}`,
        }))}
      />
      <Button loading={busy} onClick={start}>
        {t("incident.draft")}
      </Button>
    </div>
  );
}
