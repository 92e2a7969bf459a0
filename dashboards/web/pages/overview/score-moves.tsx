import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import type { Instant } from "../../../../model/instant.ts";
import { scoreHistory } from "../../data/resources.ts";
import { useQueries } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Age } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { movedSince, type ScoreMove } from "../../score/moved-since.ts";
import { ScoreChange } from "../../score/score-figures.tsx";
import { useWords } from "../../words/language.tsx";

interface EnterpriseMove extends ScoreMove {
  readonly enterprise: EnterpriseSummary;
}

/** Enterprises whose history is looked at; the table beside it shows the same. */
const asked = 20;
const days = 30;

/** Which scores moved since a moment, the largest move first. */
export function useScoreMoves(enterprises: readonly EnterpriseSummary[], since: Instant): readonly EnterpriseMove[] {
  const looked = enterprises.slice(0, asked);
  const histories = useQueries(looked.map(({ id }) => scoreHistory(id, days)));
  return looked
    .flatMap((enterprise, index) => {
      const move = movedSince(histories[index]?.value?.items ?? [], since);
      return move === undefined ? [] : [{ enterprise, ...move }];
    })
    .sort((one, other) => Math.abs(other.to - other.from) - Math.abs(one.to - one.from));
}

export function ScoreMoves({ moves }: { moves: readonly EnterpriseMove[] }) {
  const { t, say, format } = useWords();
  return moves.map(({ enterprise, from, to: now, at }) => (
    <li key={enterprise.id} className="event-row">
      <span className="tag">{t("event.score")}</span>
      <span className="event-mark">
        <ScoreChange points={now - from} />
      </span>
      <span className="event-age">
        <Age at={at} />
      </span>
      <span className="event-text">
        <Link to={to.explanation(enterprise.id)}>
          {t("overview.score-moved", { enterprise: say(enterprise.name), from: format.points(from), to: format.points(now) })}
        </Link>
      </span>
    </li>
  ));
}
