import type { FindingView } from "../../../../api/contract/findings.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { Link } from "../../parts/link.tsx";
import { FindingStatusMark, SeverityMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { isUnresolved } from "../findings/finding-filter.ts";

/** Findings of one asset that are not resolved. */
export function OpenFindings({ findings }: { findings: readonly FindingView[] }) {
  const { t, sayTitle } = useWords();
  const open = findings.filter(isUnresolved).sort((one, other) => compareSeverity(one.severity, other.severity));
  return (
    <Panel title={t("page.findings")} note={t("findings.count", { shown: open.length, all: open.length })} flush>
      {open.length === 0 ? (
        <EmptyState title={t("findings.empty")} />
      ) : (
        <ul className="list">
          {open.map((finding) => (
            <li key={finding.id} className="open-finding">
              <Link to={to.finding(finding.id)}>{sayTitle(finding.title)}</Link>
              <span className="open-finding-marks">
                <SeverityMark severity={finding.severity} />
                <FindingStatusMark status={finding.status} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
