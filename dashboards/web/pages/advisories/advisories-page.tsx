import { Button, Tabs } from "antd";
import type { ReactNode } from "react";
import type { AdvisoryList } from "../../../../api/contract/advisories.ts";
import { advisories } from "../../data/advisory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { mayKeepAdvisories } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { AdvisoryTable } from "./advisory-table.tsx";
import { AliasPanel } from "./alias-panel.tsx";
import { GapTable } from "./gap-table.tsx";
import { ImportPanel } from "./import-panel.tsx";
import "./advisories.css";

const views = ["list", "gaps", "aliases", "import"] as const;
type View = (typeof views)[number];

/** Which published vulnerabilities may our devices have, and what could not be compared? */
export default function AdvisoriesPage() {
  const { t } = useWords();
  const mayKeep = mayKeepAdvisories(useSession());
  const asked = usePlace().query.get("view");
  const entry = useQuery(advisories());
  const offered = views.filter((view) => view !== "import" || mayKeep);
  const view = offered.find((one) => one === asked) ?? "list";
  return (
    <PageFrame title={t("page.advisories")}>
      <Tabs
        activeKey={view}
        onChange={(key) => setQuery({ view: key === "list" ? null : key })}
        destroyOnHidden
        items={offered.map((key) => ({
          key,
          label: t(`advisories.view-${key}`),
          children: key === view && (
            <Loaded entry={entry} rows={12}>
              {(list) => <Shown view={key} list={list} mayKeep={mayKeep} />}
            </Loaded>
          ),
        }))}
      />
    </PageFrame>
  );
}

function Shown({ view, list, mayKeep }: { view: View; list: AdvisoryList; mayKeep: boolean }): ReactNode {
  switch (view) {
    case "list":
      return list.items.length === 0 ? <Empty mayKeep={mayKeep} /> : <AdvisoryTable list={list} />;
    case "gaps":
      return <GapTable imported={list.items.length > 0} mayKeep={mayKeep} />;
    case "aliases":
      return <AliasPanel mayKeep={mayKeep} />;
    case "import":
      return <ImportPanel />;
  }
}

function Empty({ mayKeep }: { mayKeep: boolean }) {
  const { t } = useWords();
  return (
    <EmptyState title={t("advisories.empty")}>
      <p>{t("advisories.empty-next")}</p>
      {mayKeep ? (
        <Button type="primary" onClick={() => setQuery({ view: "import" })}>
          {t("advisories.view-import")}
        </Button>
      ) : (
        <p>{t("advisories.empty-viewer")}</p>
      )}
    </EmptyState>
  );
}
