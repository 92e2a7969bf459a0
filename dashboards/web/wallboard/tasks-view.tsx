import type { ScoreNodeView } from "../../../api/contract/scores.ts";
import { score } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { ScoreBar } from "../score/score-bar.tsx";
import { useWords } from "../words/language.tsx";

/** The main tasks in official order. */
export function TasksView({ id }: { id: string }) {
  const { t } = useWords();
  const entry = useQuery(score(id));
  const root = entry.value?.root;
  if (root === undefined || root === null) {
    return <p className="wall-empty">{entry.loading ? t("wall.loading") : t("wall.no-score")}</p>;
  }
  return (
    <ul className="wall-list wall-tasks">
      {root.children.map((task) => (
        <Task key={task.id} task={task} />
      ))}
    </ul>
  );
}

function Task({ task }: { task: ScoreNodeView }) {
  const { t, sayTitle, format } = useWords();
  const { demonstrated, potential, coverage, cap } = task;
  return (
    <li>
      <span className="wall-task-title">{sayTitle(task.title)}</span>
      <div>
        <ScoreBar score={{ demonstrated, potential, coverage, capAt: cap?.at ?? null }} />
        <div className="wall-soft truncate">
          {t("wall.figures", { potential: format.points(potential), coverage: format.percent(coverage) })}
          {cap !== undefined && ` · ${t("wall.cap", { cap: format.points(cap.at) })}`}
        </div>
      </div>
      <b>{format.points(demonstrated)}</b>
    </li>
  );
}
