import type { EnterpriseDetail } from "../../../../api/contract/enterprises.ts";
import type { ScoreView } from "../../../../api/contract/scores.ts";
import { inventory } from "../../data/inventory-resources.ts";
import { enterprise, mainCatalog, score } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { CatalogChoice, useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { Link } from "../../parts/link.tsx";
import { SeverityCountsMark, SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { Moved } from "./moved.tsx";
import { Repairs } from "./repairs.tsx";
import { ScoreHead } from "./score-head.tsx";
import { StoppedSites } from "./stopped-sites.tsx";
import { TaskTree } from "./task-tree.tsx";
import "./enterprise.css";

/** Why is the score what it is? */
export default function EnterprisePage({ id }: { id: string }) {
  const { t, say } = useWords();
  const entry = useQuery(enterprise(id));
  const { chosen } = useCatalogChoice();
  const scoreEntry = useQuery(score(id, chosen));
  return (
    <Loaded entry={entry} rows={10}>
      {(detail) => (
        <PageFrame
          title={say(detail.name)}
          crumbs={[{ to: to.overview(), name: t("page.overview") }]}
          aside={<Particulars detail={detail} />}
        >
          <StoppedSites sites={detail.sites} />
          <Loaded entry={scoreEntry} rows={10}>
            {(view) =>
              view.root === null ? (
                <NoScore judged={detail.score !== null} />
              ) : (
                <Scored detail={detail} view={view} root={view.root} />
              )
            }
          </Loaded>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Scored({ detail, view, root }: { detail: EnterpriseDetail; view: ScoreView; root: NonNullable<ScoreView["root"]> }) {
  return (
    <div className="stack">
      <ScoreHead detail={detail} view={view} root={root} />
      <div className="grid-main-side">
        <div className="stack">
          <TaskTree view={view} root={root} />
          <Moved id={detail.id} catalogId={view.catalogId} />
        </div>
        <Repairs id={detail.id} catalogId={view.catalogId} />
      </div>
    </div>
  );
}

function Particulars({ detail }: { detail: EnterpriseDetail }) {
  const { t, say, format } = useWords();
  const waiting = useQuery(inventory(detail.id)).value?.waiting ?? 0;
  const { chosen } = useCatalogChoice();
  return (
    <>
      {detail.simulated && <SimulatedTag />}
      {detail.types.map((type) => (
        <span key={type} className="tag">
          {t(`type.${type}`)}
        </span>
      ))}
      <span className="tag">{t("grade", { grade: detail.grade })}</span>
      {detail.industry !== null && <span className="tag">{say(detail.industry)}</span>}
      <span className="push enterprise-counts">
        <Link to={to.assets({ enterprise: detail.id })}>
          {t("enterprise.assets")} {format.number(detail.counts.assets)}
        </Link>
        <Link to={to.findings({ enterprise: detail.id })}>
          {t("page.findings")} <SeverityCountsMark counts={detail.counts.openFindings} always={["critical", "high"]} />
        </Link>
        <Link to={to.inventory(detail.id)}>
          {t("inventory.open")}
          {waiting > 0 && <strong> · {t("differences.waiting", { n: waiting })}</strong>}
        </Link>
        <Link to={to.explanation(detail.id, undefined, chosen === mainCatalog ? undefined : chosen)}>{t("act.explain")}</Link>
        <CatalogChoice />
      </span>
    </>
  );
}

/** Where the enterprise has a score by the main catalogue, this catalogue has nothing that applies to it. */
function NoScore({ judged }: { judged: boolean }) {
  const { t } = useWords();
  if (judged) {
    return (
      <Panel title={t("enterprise.now")}>
        <EmptyState title={t("enterprise.nothing-applies")}>
          <p>{t("enterprise.nothing-applies-next")}</p>
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title={t("enterprise.now")}>
      <EmptyState title={t("enterprise.no-score")}>
        <p>{t("enterprise.no-score-next")}</p>
        <Link to={to.collectors()}>{t("page.collectors")}</Link>
        <Link to={to.start()}>{t("start.open")}</Link>
      </EmptyState>
    </Panel>
  );
}
