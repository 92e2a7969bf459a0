import type { ScoreCauseView } from "../../../../api/contract/scores.ts";
import { scoreHistory } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { ScoreChange } from "../../score/score-figures.tsx";
import { movesOf, type ScoreMove } from "../../score/score-moves.ts";
import { useWords } from "../../words/language.tsx";

const days = 30;
const shownMoves = 6;
const shownCauses = 3;

/** What moved the score of a catalogue, newest first, each step with its causes. */
export function Moved({ id, catalogId }: { id: string; catalogId: string }) {
  const { t } = useWords();
  const entry = useQuery(scoreHistory(id, days, catalogId));
  return (
    <Panel title={t("enterprise.moved")} aside={<Link to={to.timeline({ enterprise: id })}>{t("act.show-all")}</Link>} flush>
      <Loaded entry={entry}>
        {({ items }) => {
          const moves = movesOf(items).slice(0, shownMoves);
          if (moves.length === 0) return <EmptyState title={t("enterprise.moved-none")} />;
          return (
            <ul className="list">
              {moves.map((move) => (
                <Move key={move.at} enterpriseId={id} move={move} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function Move({ enterpriseId, move: { at, before, after, causes } }: { enterpriseId: string; move: ScoreMove }) {
  const { t, format } = useWords();
  const rest = causes.length - shownCauses;
  return (
    <li className="move">
      <span className="move-figures">
        <ScoreChange points={before === null || after === null ? null : after - before} />
        <span className="faint">{format.points(after)}</span>
      </span>
      <span className="move-causes">
        {causes.slice(0, shownCauses).map((cause, index) => (
          <span key={cause.text.en}>
            {index > 0 && t("word.semicolon")}
            <Cause enterpriseId={enterpriseId} cause={cause} />
          </span>
        ))}
        {rest > 0 && <span className="faint"> {t("enterprise.moved-more", { count: rest })}</span>}
      </span>
      <span className="faint move-at">
        <Moment at={at} />
      </span>
    </li>
  );
}

/** A cause with the way to what it speaks of. */
function Cause({ enterpriseId, cause }: { enterpriseId: string; cause: ScoreCauseView }) {
  const { say } = useWords();
  const address = addressOf(cause, enterpriseId);
  return address === undefined ? say(cause.text) : <Link to={address}>{say(cause.text)}</Link>;
}

function addressOf({ attestationId, objectiveId, assetIds, checkId }: ScoreCauseView, enterpriseId: string): string | undefined {
  if (objectiveId !== null) return to.objective(enterpriseId, objectiveId);
  if (attestationId !== null) return to.attestation(attestationId);
  const [assetId] = assetIds;
  return assetId === undefined ? undefined : to.asset(assetId, checkId ?? undefined);
}
