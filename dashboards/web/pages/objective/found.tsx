import type { ScoreNodeView } from "../../../../api/contract/scores.ts";
import { score } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { StatusMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import type { Standing } from "./standing.ts";

/** What was found: by checks each pair of check and asset, by people how their claim stands. */
export function Found({ standing }: { standing: Standing }) {
  const { t } = useWords();
  const { objective } = standing;
  return (
    <Panel title={t("objective.found")} flush>
      {objective.method === "EXAMINE" ? <Examined standing={standing} /> : <Tested standing={standing} />}
    </Panel>
  );
}

function Examined({ standing: { objective } }: { standing: Standing }) {
  const { t, format } = useWords();
  const { backing, expiresAt } = objective;
  const until = expiresAt === null || backing !== "backed" ? null : format.date(Date.parse(expiresAt) - 1);
  return (
    <p className="state-quiet">
      {t(`objective.backing-${backing}`)}
      {until !== null && ` ${t("objective.backed-until", { day: until })}`}
    </p>
  );
}

const shownPairs = 200;

function Tested({ standing: { enterpriseId, objective } }: { standing: Standing }) {
  const { t } = useWords();
  const catalogId = objective.id.split(".")[0] ?? "";
  const entry = useQuery(score(enterpriseId, catalogId));
  return (
    <Loaded entry={entry}>
      {({ root }) => {
        const pairs = root === null ? [] : (nodeOf(root, objective.id)?.children ?? []);
        if (pairs.length === 0) {
          return (
            <EmptyState title={t(objective.status === "not-applicable" ? "objective.not-applicable" : "objective.no-pairs")}>
              <p>{t("objective.no-pairs-next")}</p>
              <Link to={to.assets({ enterprise: enterpriseId })}>{t("page.assets")}</Link>
            </EmptyState>
          );
        }
        return (
          <>
            {objective.pairs !== null && <p className="state-quiet">{t("objective.pairs", objective.pairs)}</p>}
            <ul className="list">
              {[...pairs]
                .sort(worstFirst)
                .slice(0, shownPairs)
                .map((pair) => (
                  <Pair key={pair.id} node={pair} />
                ))}
            </ul>
          </>
        );
      }}
    </Loaded>
  );
}

function nodeOf(node: ScoreNodeView, id: string): ScoreNodeView | undefined {
  if (node.id === id) return node;
  for (const child of node.children) {
    const found = nodeOf(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

const order = ["fail", "unknown", "pass", "not-applicable"];

function worstFirst({ pair: one }: ScoreNodeView, { pair: other }: ScoreNodeView): number {
  return order.indexOf(one?.status ?? "") - order.indexOf(other?.status ?? "");
}

function Pair({ node }: { node: ScoreNodeView }) {
  const { t, say, sayTitle } = useWords();
  if (node.pair === undefined) return null;
  const { assetId, assetName, status, findingId, checkId } = node.pair;
  const target = findingId !== null ? to.finding(findingId) : assetId === null ? undefined : to.asset(assetId, checkId);
  const name = assetName === null ? t("word.enterprise-itself") : say(assetName);
  return (
    <li className="pair-row">
      <StatusMark status={status} />
      <span>{target === undefined ? sayTitle(node.title) : <Link to={target}>{sayTitle(node.title)}</Link>}</span>
      <span className="soft">{name}</span>
    </li>
  );
}
