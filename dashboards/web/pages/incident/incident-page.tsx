import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { IncidentView } from "../../../../api/contract/incidents.ts";
import { incidentFile, incident as incidentResource } from "../../data/incident-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { ClockPanel } from "./clock-panel.tsx";
import "./incident.css";
import { IncidentForm } from "./incident-form.tsx";

/** One incident: the draft of its report beside the clocks that run. */
export default function IncidentPage({ enterpriseId, id }: { enterpriseId: string; id: string }) {
  const { t } = useWords();
  return (
    <Loaded entry={useQuery(incidentResource(enterpriseId, id))} rows={10}>
      {(incident) => (
        <PageFrame
          title={t("page.incident")}
          crumbs={[{ to: to.reports({ enterprise: enterpriseId }), name: t("page.reports") }]}
          aside={<Aside incident={incident} />}
        >
          <div className="stack">
            <p className="incident-never">{t("incident.never-sent")}</p>
            <div className="grid-main-side">
              <Panel title={t("incident.draft-of")} note={t("incident.by", incident)}>
                <IncidentForm key={incident.version} incident={incident} />
              </Panel>
              <div className="stack">
                <ClockPanel incident={incident} />
                <Findings incident={incident} />
              </div>
            </div>
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Aside({ incident }: { incident: IncidentView }) {
  const { t, language } = useWords();
  return (
    <>
      {incident.simulated && <SimulatedTag />}
      <span className="push incident-files">
        {(["docx", "pdf"] as const).map((format) => (
          <Button
            key={format}
            icon={<DownloadOutlined />}
            href={incidentFile(incident.enterpriseId, incident.id, { format, lang: language })}
          >
            {t(`incident.export-${format}`)}
          </Button>
        ))}
      </span>
    </>
  );
}

function Findings({ incident: { findingIds } }: { incident: IncidentView }) {
  const { t } = useWords();
  return (
    <Panel title={t("incident.from-findings")} flush>
      {findingIds.length === 0 ? (
        <EmptyState title={t("incident.no-findings")} />
      ) : (
        <ul className="list">
          {findingIds.map((id, index) => (
            <li key={id}>
              <Link to={to.finding(id)}>{t("incident.finding", { no: index + 1 })}</Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
