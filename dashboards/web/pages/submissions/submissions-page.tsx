import { Tabs } from "antd";
import { receiving } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { PageFrame } from "../../parts/page.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { ReceivedView } from "./received-view.tsx";
import { RegistrationsView } from "./registrations-view.tsx";
import { SentView } from "./sent-view.tsx";
import { TierOverviewView } from "./tier-overview-view.tsx";
import "./submissions.css";

const views = {
  sent: SentView,
  overview: TierOverviewView,
  received: ReceivedView,
  registrations: RegistrationsView,
} as const;
type View = keyof typeof views;

/** What went to the authority and what it answered; at an authority, what came from whom. */
export default function SubmissionsPage() {
  const { t, say } = useWords();
  const { grants } = useSession();
  // Officials see everything that came, nobody sees a part of it.
  const official = grants.some(({ enterpriseId }) => enterpriseId === null);
  const tier = useQuery(official ? receiving : null).value?.receiving ?? null;
  const offered: readonly View[] = tier === null ? ["sent"] : ["overview", "received", "registrations", "sent"];
  const asked = usePlace().query.get("view");
  const view = offered.find((one) => one === asked) ?? offered[0] ?? "sent";
  const Shown = views[view];
  const aside = tier === null ? undefined : <p className="soft">{t("receiving.as", { name: say(tier.name) })}</p>;
  return (
    <PageFrame title={t("page.submissions")} aside={aside}>
      {offered.length === 1 ? (
        <SentView />
      ) : (
        <Tabs
          activeKey={view}
          onChange={(key) => setQuery({ view: key === offered[0] ? null : key })}
          destroyOnHidden
          items={offered.map((key) => ({
            key,
            label: t(`submissions.view-${key}`),
            children: key === view ? <Shown /> : null,
          }))}
        />
      )}
    </PageFrame>
  );
}
