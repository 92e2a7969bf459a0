import { Button, Progress } from "antd";
import type { TaskView } from "../../../api/contract/discovery.ts";
import { useWords } from "../words/language.tsx";
import { isUnderWay } from "./use-task.ts";
import "./discovery.css";

const marks = {
  waiting: ["○", "unknown"],
  running: ["◐", "unknown"],
  done: ["●", "answered"],
  refused: ["■", "refused"],
  failed: ["▲", "refused"],
  cancelled: ["○", "unknown"],
} as const;

/** How a task stands, in words, with its progress and why it was refused. */
export function TaskState({ task, onEnd }: { task: TaskView; onEnd?: () => void }) {
  const { t, say } = useWords();
  const { state, done, of, reason } = task;
  const [sign, outcome] = marks[state];
  return (
    <div className="task-state" aria-live="polite">
      <span className="mark">
        <i className={`outcome outcome-${outcome}`} aria-hidden="true">
          {sign}
        </i>
        {t(`discovery.task-${state}`)}
      </span>
      {isUnderWay(task) && of > 0 && (
        <Progress
          percent={Math.round((100 * done) / of)}
          size="small"
          showInfo={false}
          aria-label={t("discovery.progress", { done, of })}
        />
      )}
      {of > 0 && <span className="faint num">{t("discovery.progress", { done, of })}</span>}
      {reason !== null && state !== "cancelled" && <span className="soft">{say(reason.text)}</span>}
      {isUnderWay(task) && onEnd !== undefined && (
        <Button size="small" onClick={onEnd}>
          {t("discovery.cancel")}
        </Button>
      )}
    </div>
  );
}
