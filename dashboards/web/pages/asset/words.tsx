import type { AssetDetail } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { pageClock } from "../../data/clock.ts";
import { EvidenceLinks } from "../../parts/evidence-links.tsx";
import { SeverityMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
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
          <Fail key={`${verdict.checkId} ${verdict.endpointId}`} verdict={verdict} />
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

function Fail({ verdict }: { verdict: VerdictView }) {
  const { say } = useWords();
  return (
    <li className="fail-words">
      <SeverityMark severity={verdict.severity} />
      <span>{say(verdict.because)}</span>
      <EvidenceLinks evidence={verdict.evidence.slice(0, 1)} />
    </li>
  );
}
