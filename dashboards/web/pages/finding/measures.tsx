import { Button } from "antd";
import { useState } from "react";
import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { ClaimDrawer } from "../../claims/claim-drawer.tsx";
import { ClaimStateMark } from "../../claims/claim-state.tsx";
import { type ClaimTarget, localAssetId } from "../../claims/claim-target.ts";
import { pageClock } from "../../data/clock.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

/** What makes up for a finding for a time: reviewed measures lower the severity by which it caps. */
export function Measures({ detail }: { detail: FindingDetail }) {
  const { t, format } = useWords();
  const session = useSession();
  const [writing, setWriting] = useState(false);
  const { measures, status, enterpriseId, assetId, checkId, title, capsAs, severity } = detail;
  const waits = measures.some(({ state }) => state === "submitted");
  const mayState = status !== "resolved" && !waits && may(session, "claim", enterpriseId);
  if (measures.length === 0 && !mayState) return null;
  const target: ClaimTarget = {
    kind: "measure",
    assetId: assetId === null ? null : localAssetId(assetId),
    checkId,
    title,
  };
  const expired = (until: string | null) => until !== null && Date.parse(until) <= pageClock.now();
  return (
    <Panel
      title={t("finding.measures")}
      aside={
        mayState && (
          <Button size="small" onClick={() => setWriting(true)}>
            {t("finding.measure-propose")}
          </Button>
        )
      }
    >
      {measures.length === 0 ? (
        <p className="soft">{t("finding.measure-none")}</p>
      ) : (
        <ul className="measures">
          {measures.map(({ attestationId, state, until, inDate }) => (
            <li key={attestationId}>
              <ClaimStateMark claim={{ state, expired: expired(until) }} />
              <Link to={to.attestation(attestationId)}>
                {until === null
                  ? t("claim.is-measure")
                  : t("finding.measure-in-date", { until: format.date(Date.parse(until) - 1) })}
              </Link>
              {inDate && capsAs !== severity && (
                <div className="soft">{t("finding.caps-as", { severity: t(`severity.${capsAs}`) })}</div>
              )}
            </li>
          ))}
        </ul>
      )}
      <ClaimDrawer open={writing} enterpriseId={enterpriseId} target={target} onClose={() => setWriting(false)} />
    </Panel>
  );
}
