import { Tabs } from "antd";
import type { ReactNode } from "react";
import type { AddressListView } from "../../../../api/contract/addresses.ts";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { addressList } from "../../data/address-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ChosenEnterprise } from "../../parts/chosen-enterprise.tsx";
import { Loaded } from "../../parts/states.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { Activities } from "./activities.tsx";
import { AddressTable } from "./address-table.tsx";
import { ImportList } from "./import-list.tsx";
import { Settings } from "./settings.tsx";
import { Steps } from "./steps.tsx";
import { Versions } from "./versions.tsx";
import "./addresses.css";

const views = ["list", "import", "settings", "steps", "activities", "versions"] as const;
type View = (typeof views)[number];

/** Is every address recorded, rightly and in time; and what was done about those that are not? */
export default function AddressesPage() {
  const { t } = useWords();
  return <ChosenEnterprise title={t("page.addresses")}>{(chosen) => <Views enterprise={chosen} />}</ChosenEnterprise>;
}

function Views({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t } = useWords();
  const session = useSession();
  const asked = usePlace().query.get("view");
  const entry = useQuery(addressList(enterprise.id));
  const offered = views.filter((view) => view !== "import" || may(session, "addressList", enterprise.id));
  const view = offered.find((one) => one === asked) ?? "list";
  return (
    <Tabs
      className="addresses-tabs"
      activeKey={view}
      onChange={(key) => setQuery({ view: key === "list" ? null : key })}
      destroyOnHidden
      items={offered.map((key) => ({
        key,
        label: t(`addresses.view-${key}`),
        children: key === view && (
          <Loaded entry={entry} rows={12}>
            {(list) => <Shown view={key} list={list} />}
          </Loaded>
        ),
      }))}
    />
  );
}

function Shown({ view, list }: { view: View; list: AddressListView }): ReactNode {
  switch (view) {
    case "list":
      return <AddressTable list={list} />;
    case "import":
      return <ImportList list={list} />;
    case "settings":
      return <Settings key={list.version?.version ?? 0} list={list} />;
    case "steps":
      return <Steps list={list} />;
    case "activities":
      return <Activities enterpriseId={list.enterpriseId} />;
    case "versions":
      return <Versions enterpriseId={list.enterpriseId} />;
  }
}
