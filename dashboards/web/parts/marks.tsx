import type { SeverityCounts } from "../../../api/contract/common.ts";
import type { FindingStatus } from "../../../model/finding.ts";
import type { Outcome } from "../../../model/observation.ts";
import { type Severity, severities } from "../../../model/severity.ts";
import type { VerdictStatus } from "../../../model/verdict.ts";
import { useWords } from "../words/language.tsx";
import "./marks.css";

/** Signs that say by shape, word and colour what they mean. */

const severityShape: Readonly<Record<Severity, string>> = { critical: "◆", high: "▲", medium: "●", low: "○" };
const statusShape: Readonly<Record<VerdictStatus, string>> = { pass: "✓", fail: "✕", unknown: "?", "not-applicable": "–" };
const outcomeShape: Readonly<Record<Outcome | "never", string>> = {
  answered: "●",
  refused: "■",
  unreachable: "○",
  malformed: "◆",
  never: "?",
};

export function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useWords();
  return (
    <span className="mark">
      <Shape of={severity} />
      {t(`severity.${severity}`)}
    </span>
  );
}

function Shape({ of }: { of: Severity }) {
  return (
    <i className={`shape shape-${of}`} aria-hidden="true">
      {severityShape[of]}
    </i>
  );
}

/** How many of each severity; severities without any are left out unless they are named. */
export function SeverityCountsMark({ counts, always = [] }: { counts: SeverityCounts; always?: readonly Severity[] }) {
  const { t } = useWords();
  const shown = severities.filter((severity) => counts[severity] > 0 || always.includes(severity));
  if (shown.length === 0) return <span className="faint">{t("word.none")}</span>;
  return (
    <span className="counts">
      {shown.map((severity) => (
        <span key={severity} className={counts[severity] === 0 ? "count count-zero" : "count"} title={t(`severity.${severity}`)}>
          <Shape of={severity} />
          <span className="visually-hidden">{t(`severity.${severity}`)} </span>
          {counts[severity]}
        </span>
      ))}
    </span>
  );
}

export function StatusMark({ status }: { status: VerdictStatus }) {
  const { t } = useWords();
  return (
    <span className="mark">
      <i className={`sign sign-${status}`} aria-hidden="true">
        {statusShape[status]}
      </i>
      {t(`status.${status}`)}
    </span>
  );
}

export function FindingStatusMark({ status }: { status: FindingStatus }) {
  const { t } = useWords();
  return <span className={`pill pill-${status}`}>{t(`finding-status.${status}`)}</span>;
}

export function OutcomeMark({ outcome }: { outcome: Outcome | null }) {
  const { t } = useWords();
  const known = outcome ?? "never";
  return (
    <span className="mark">
      <i className={`outcome outcome-${known}`} aria-hidden="true">
        {outcomeShape[known]}
      </i>
      {t(`outcome.${known}`)}
    </span>
  );
}

/** Stands wherever something simulated is shown. */
export function SimulatedTag() {
  const { t } = useWords();
  return (
    <span className="simulated" title={t("word.simulated-why")}>
      {t("word.simulated")}
    </span>
  );
}
