import type { AssetDetail } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { pageClock } from "../../data/clock.ts";
import { EvidenceLinks } from "../../parts/evidence-links.tsx";
import { Link } from "../../parts/link.tsx";
import { FindingStatusMark, SeverityMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { isUnresolved } from "../findings/finding-filter.ts";
import { offersOf } from "./offers.ts";

/** In words first: what is wrong by which evidence, then what the device does for anybody. */
export function Words({ detail }: { detail: AssetDetail }) {
  const { t } = useWords();
  const fails = detail.verdicts
    .filter(({ status }) => status === "fail")
    .sort((one, other) => compareSeverity(one.severity, other.severity));
  const offers = detail.endpoints.flatMap((endpoint) => offersOf(endpoint, pageClock.now()));
  return (
    <Panel title={t("asset.words")} flush>
      {fails.length + offers.length === 0 && <EmptyState title={t("asset.words-none")} />}
      <ul className="list">
        {fails.map((verdict) => (
          <Fail
            key={`${verdict.checkId} ${verdict.endpointId}`}
            verdict={verdict}
            finding={detail.findings.find((finding) => finding.checkId === verdict.checkId && isUnresolved(finding))}
          />
        ))}
      </ul>
      {offers.length > 0 && (
        <ul className="offers">
          {[...new Set(offers.map((offer) => offer(t)))].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Fail({ verdict, finding }: { verdict: VerdictView; finding: FindingView | undefined }) {
  const { say, sayTitle } = useWords();
  return (
    <li className="fail-words">
      <SeverityMark severity={verdict.severity} />
      <span>{say(verdict.because)}</span>
      {finding !== undefined && (
        <Link to={to.finding(finding.id)} title={sayTitle(finding.title)}>
          <FindingStatusMark status={finding.status} />
        </Link>
      )}
      <EvidenceLinks evidence={verdict.evidence.slice(0, 1)} />
    </li>
  );
}
