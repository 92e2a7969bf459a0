import { Tabs } from "antd";
import type { ReactNode } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { CatalogChoice, useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { ChosenEnterprise } from "../../parts/chosen-enterprise.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { CalendarView } from "./calendar/calendar-view.tsx";
import { ClassificationView } from "./classification/classification-view.tsx";
import { HandIn } from "./hand-in/hand-in.tsx";
import { ImportClaims } from "./import/import-claims.tsx";
import { LedgerView } from "./ledger/ledger-view.tsx";
import { MatrixView } from "./matrix/matrix-view.tsx";
import { WorkList } from "./work/work-list.tsx";
import "./compliance.css";

const views = ["matrix", "work", "hand-in", "ledger", "calendar", "classification", "import"] as const;
type View = (typeof views)[number];

/** What do we owe, what can we show? */
export default function CompliancePage() {
  const { t } = useWords();
  return (
    <ChosenEnterprise title={t("page.compliance")} aside={(chosen) => <Aside chosen={chosen} />}>
      {(chosen) => <Views enterprise={chosen} />}
    </ChosenEnterprise>
  );
}

function Aside({ chosen }: { chosen: EnterpriseSummary }) {
  const { t } = useWords();
  return (
    <>
      <span className="tag">{t("grade", { grade: chosen.grade })}</span>
      <span className="push">
        <CatalogChoice />
      </span>
    </>
  );
}

function Views({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t } = useWords();
  const session = useSession();
  const asked = usePlace().query.get("view");
  const offered = views.filter((view) => view !== "import" || may(session, "claim", enterprise.id));
  const view = offered.find((one) => one === asked) ?? "matrix";
  return (
    <Tabs
      className="compliance-tabs"
      activeKey={view}
      onChange={(key) => setQuery({ view: key === "matrix" ? null : key })}
      destroyOnHidden
      items={offered.map((key) => ({
        key,
        label: t(`compliance.view-${key}`),
        children: key === view ? <Shown view={key} enterprise={enterprise} /> : null,
      }))}
    />
  );
}

function Shown({ view, enterprise }: { view: View; enterprise: EnterpriseSummary }): ReactNode {
  const { chosen: catalogId } = useCatalogChoice();
  switch (view) {
    case "matrix":
      return <MatrixView enterpriseId={enterprise.id} catalogId={catalogId} />;
    case "work":
      return <WorkList enterpriseId={enterprise.id} catalogId={catalogId} />;
    case "hand-in":
      return <HandIn enterprise={enterprise} catalogId={catalogId} />;
    case "ledger":
      return <LedgerView enterprise={enterprise} />;
    case "calendar":
      return <CalendarView enterpriseId={enterprise.id} />;
    case "classification":
      return <ClassificationView enterpriseId={enterprise.id} />;
    case "import":
      return <ImportClaims enterpriseId={enterprise.id} />;
  }
}
