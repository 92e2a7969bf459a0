import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { Due } from "../../parts/due.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** By when an address record must be right, and where it is recorded that the address was cut off and reported. */
export function AddressClock({ detail: { addressClock, enterpriseId, status } }: { detail: FindingDetail }) {
  const { t } = useWords();
  if (addressClock === null || status === "resolved") return null;
  const { dueAt, overdue, workingDays, cutOffDemanded } = addressClock;
  return (
    <Panel title={t("addresses.clock-title")}>
      <p>
        <Due at={dueAt} overdue={overdue} />
      </p>
      <p className="soft">{t("addresses.clock-days", { days: workingDays })}</p>
      {cutOffDemanded && <p>{t("addresses.clock-cut-off")}</p>}
      <Link to={to.addresses({ enterprise: enterpriseId })}>{t("addresses.clock-open")}</Link>
    </Panel>
  );
}
