import { Tabs } from "antd";
import { alerts } from "../../data/alert-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { PageFrame } from "../../parts/page.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { mayForAll } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { AlertList } from "./alert-list.tsx";
import { ChannelsView } from "./channels-view.tsx";
import { DeliveriesView } from "./deliveries-view.tsx";
import { RulesView } from "./rules-view.tsx";
import "./alerts.css";

const views = { firing: AlertList, rules: RulesView, channels: ChannelsView, deliveries: DeliveriesView } as const;
type View = keyof typeof views;

/** What needs somebody now, and who is told of it? */
export default function AlertsPage() {
  const { t } = useWords();
  const asked = usePlace().query.get("view");
  const offered: readonly View[] = mayForAll(useSession()) ? ["firing", "rules", "channels", "deliveries"] : ["firing"];
  const view = offered.find((one) => one === asked) ?? "firing";
  const Shown = views[view];
  const firing = useQuery(alerts).value?.items.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <PageFrame
      title={t("page.alerts")}
      aside={firing === undefined ? undefined : <p className="soft">{t("alerts.count", { n: firing })}</p>}
    >
      <Tabs
        activeKey={view}
        onChange={(key) => setQuery({ view: key === "firing" ? null : key })}
        destroyOnHidden
        items={offered.map((key) => ({ key, label: t(`alerts.view-${key}`), children: key === view ? <Shown /> : null }))}
      />
    </PageFrame>
  );
}
