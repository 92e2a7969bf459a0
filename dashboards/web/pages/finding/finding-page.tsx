import { Fragment } from "react";
import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { baselines, enterprise, finding } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { EvidenceLinks } from "../../parts/evidence-links.tsx";
import { Link } from "../../parts/link.tsx";
import { FindingStatusMark, SeverityMark, SimulatedTag, StatusMark } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { Baselines } from "../asset/baselines.tsx";
import { Actions } from "./actions.tsx";
import { FindingSide } from "./finding-side.tsx";
import { History } from "./history.tsx";
import "./finding.css";

/** One finding: what, by which evidence, why it matters, what to do. */
export default function FindingPage({ id }: { id: string }) {
  const { t, sayTitle } = useWords();
  const entry = useQuery(finding(id));
  return (
    <Loaded entry={entry} rows={12}>
      {(detail) => (
        <PageFrame
          title={detail.status === "resolved" ? sayTitle(detail.title) : t("finding.title", { title: sayTitle(detail.title) })}
          crumbs={[{ to: to.findings(), name: t("page.findings") }]}
          aside={<Aside detail={detail} />}
        >
          <div className="grid-main-side">
            <div className="stack">
              <Verdicts detail={detail} />
              <Difference detail={detail} />
              <Why detail={detail} />
              <History detail={detail} />
            </div>
            <FindingSide detail={detail} />
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Aside({ detail }: { detail: FindingDetail }) {
  const simulated = useQuery(enterprise(detail.enterpriseId)).value?.simulated === true;
  return (
    <>
      <SeverityMark severity={detail.severity} />
      <FindingStatusMark status={detail.status} />
      {simulated && <SimulatedTag />}
      <span className="push">
        <Actions detail={detail} />
      </span>
    </>
  );
}

function Verdicts({ detail }: { detail: FindingDetail }) {
  const { t, say } = useWords();
  const { assetId, assetName } = detail;
  return (
    <Panel title={t("finding.what")} flush>
      <ul className="list">
        {detail.verdicts.map((verdict) => (
          <li key={`${verdict.checkId} ${verdict.endpointId}`} className="verdict">
            <p className="verdict-because">{say(verdict.because)}</p>
            {verdict.notices.map((notice) => (
              <p key={notice.en} className="soft">
                {say(notice)}
              </p>
            ))}
            <div className="verdict-line">
              <StatusMark status={verdict.status} />
              {assetId !== null && assetName !== null && (
                <Link to={to.asset(assetId, verdict.checkId)}>
                  {say(assetName)}
                  {verdict.endpointId !== null && ` · ${t("word.endpoint")} ${verdict.endpointId}`}
                </Link>
              )}
              {verdict.checkId === "net.zone-crossing" && (
                <Link to={to.zones({ enterprise: detail.enterpriseId })}>{t("zones.open")}</Link>
              )}
              {verdict.evidenceAt !== null && (
                <span className="faint">
                  <Moment at={verdict.evidenceAt} />
                </span>
              )}
            </div>
            <div className="verdict-evidence">
              <span className="soft">{t("finding.evidence")}</span>
              {verdict.evidence.length === 0 ? (
                <span className="soft">{t("finding.evidence-none")}</span>
              ) : (
                <EvidenceLinks evidence={verdict.evidence} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Where the check compares with a baseline: the old and the new value, and the button to accept. */
function Difference({ detail: { assetId, checkId } }: { detail: FindingDetail }) {
  const all = useQuery(assetId === null ? null : baselines(assetId)).value?.items ?? [];
  const compared = all.filter(({ checks }) => checks.includes(checkId));
  return assetId === null ? null : <Baselines assetId={assetId} baselines={compared} />;
}

function Why({ detail }: { detail: FindingDetail }) {
  const { t, say } = useWords();
  return (
    <>
      <Panel title={t("finding.why")}>
        <Paragraphs text={say(detail.rationale)} />
      </Panel>
      <Panel title={t("finding.steps")}>
        <Paragraphs text={say(detail.remediation)} />
      </Panel>
    </>
  );
}

function Paragraphs({ text }: { text: string }) {
  return (
    <p className="prose">
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text have no identity but their place
        <Fragment key={index}>
          {index > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </p>
  );
}
