import { Tabs } from "antd";
import type { ReactNode } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { CatalogChoice, useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { EnterpriseChoice } from "../../parts/enterprise-choice.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
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
  const asked = usePlace().query.get("enterprise");
  const all = useQuery(enterprises);
  return (
    <Loaded entry={all} rows={12}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === asked) ?? items[0];
        if (chosen === undefined) {
          return (
            <PageFrame title={t("page.compliance")}>
              <EmptyState title={t("zones.no-enterprise")} />
            </PageFrame>
          );
        }
        return (
          <PageFrame title={t("page.compliance")} aside={<Aside items={items} chosen={chosen} />}>
            <Views key={chosen.id} enterprise={chosen} />
          </PageFrame>
        );
      }}
    </Loaded>
  );
}

function Aside({ items, chosen }: { items: readonly EnterpriseSummary[]; chosen: EnterpriseSummary }) {
  const { t } = useWords();
  return (
    <>
      <EnterpriseChoice items={items} chosen={chosen} />
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
