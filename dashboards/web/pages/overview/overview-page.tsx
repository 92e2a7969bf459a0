import { useEffect, useMemo } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { navigate } from "../../router.ts";
import { to } from "../../routes.ts";
import { ScoreLegend } from "../../score/score-bar.tsx";
import { changeOf } from "../../score/score-figures.tsx";
import { mayForAll } from "../../shell/may.ts";
import { recall } from "../../shell/preferences.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { BlindSpots } from "./blind-spots.tsx";
import { ChangedSince } from "./changed-since.tsx";
import { EnterpriseTable } from "./enterprise-table.tsx";
import { FixFirst } from "./fix-first.tsx";

/** Better or worse than yesterday, and where first? */
export function OverviewPage() {
  const { t } = useWords();
  const entry = useQuery(enterprises);
  return (
    <Loaded entry={entry} rows={10}>
      {({ items }) => (
        <PageFrame title={t("page.overview")} aside={<Aside enterprises={items} />}>
          {items.length === 0 ? <NoEnterprise /> : <Overview enterprises={items} />}
        </PageFrame>
      )}
    </Loaded>
  );
}

/** Few enterprises leave room below their table on the first screen. */
const fewEnterprises = 6;

function Overview({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t } = useWords();
  const changesBelow = enterprises.length <= fewEnterprises;
  return (
    <div className="grid-main-side">
      <div className="stack">
        <Panel title={t("overview.enterprises")} flush aside={<ScoreLegend />}>
          <EnterpriseTable enterprises={enterprises} />
        </Panel>
        {changesBelow && <ChangedSince shown={10} enterprises={enterprises} />}
      </div>
      <div className="stack">
        <FixFirst enterprises={enterprises} />
        {!changesBelow && <ChangedSince shown={5} enterprises={enterprises} />}
        <BlindSpots enterprises={enterprises} />
      </div>
    </div>
  );
}

/** The page's answer, and the ways to the comparison and to the wallboard, which is a page of its own. */
function Aside({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t } = useWords();
  return (
    <>
      <Summary enterprises={enterprises} />
      <span className="push overview-ways">
        {enterprises.length > 1 && <Link to={to.comparison()}>{t("comparison.open")}</Link>}
        <a href={to.wallboard()}>{t("wall.open")}</a>
      </span>
    </>
  );
}

/** The page's answer in words. */
function Summary({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t } = useWords();
  const sum = useMemo(() => summarize(enterprises), [enterprises]);
  if (enterprises.length === 0) return null;
  return (
    <p className="soft overview-summary">
      {[
        t("overview.summary", { enterprises: enterprises.length, falling: sum.falling }),
        t("overview.summary-findings", sum),
        t("overview.summary-silent", sum),
      ].join(t("overview.summary-join"))}
    </p>
  );
}

function summarize(enterprises: readonly EnterpriseSummary[]) {
  const total = (count: (counts: EnterpriseSummary["counts"]) => number) =>
    enterprises.reduce((sum, { counts }) => sum + count(counts), 0);
  return {
    falling: enterprises.filter((enterprise) => (changeOf(enterprise) ?? 0) < 0).length,
    critical: total((counts) => counts.openFindings.critical),
    high: total((counts) => counts.openFindings.high),
    silent: total((counts) => counts.silentAssets),
    assets: total((counts) => counts.assets),
  };
}

/** Who may make the first enterprise is led to do so, until they say that it has time. */
function NoEnterprise() {
  const { t } = useWords();
  const isGuided = mayForAll(useSession());
  useEffect(() => {
    if (isGuided && recall("start") === null) navigate(to.start(), { replace: true });
  }, [isGuided]);
  return (
    <Panel title={t("overview.enterprises")}>
      <EmptyState title={t("overview.empty")}>
        <p>{t("overview.empty-next")}</p>
        {isGuided && <Link to={to.start()}>{t("start.open")}</Link>}
      </EmptyState>
    </Panel>
  );
}
