import type { AdvisorySummary } from "../../../../api/contract/advisories.ts";
import type { Severity } from "../../../../model/severity.ts";
import { SeverityMark } from "../../parts/marks.tsx";
import { useWords } from "../../words/language.tsx";
import "./advisories.css";

/** The word of CVSS 3 for a score. */
function severityOf(score: number): Severity {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  return score >= 4 ? "medium" : "low";
}

export function ScoreMark({ score }: { score: number | null }) {
  const { t } = useWords();
  if (score === null) return <span className="faint">{t("advisories.no-score")}</span>;
  return (
    <span className="mark">
      {score.toFixed(1)} <SeverityMark severity={severityOf(score)} />
    </span>
  );
}

/** Stands where a document says that it is exploited; nothing where it does not. */
export function ExploitedMark({ exploited }: { exploited: boolean }) {
  const { t } = useWords();
  if (!exploited) return null;
  return (
    <strong className="mark advisory-exploited" title={t("advisories.exploited-why")}>
      <i className="shape shape-critical" aria-hidden="true">
        !
      </i>
      {t("advisories.exploited")}
    </strong>
  );
}

export function TrustMark({ trust }: { trust: AdvisorySummary["trust"] }) {
  const { t } = useWords();
  const { kind, unknownSigner } = trust;
  return (
    <span className={kind === "verified" ? undefined : "soft"}>
      {t(unknownSigner ? "advisories.trust-unknown" : `advisories.trust-${kind}`)}
    </span>
  );
}
