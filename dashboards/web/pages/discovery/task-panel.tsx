import type { TaskView } from "../../../../api/contract/discovery.ts";
import { change } from "../../data/api-client.ts";
import { discoveryTask, discoveryTasks, refreshDiscovery } from "../../data/discovery-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { TaskState } from "../../discovery/task-state.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

const shown = 8;

/** What was asked of collectors, and what came of it. */
export function TaskPanel({ enterpriseId, mayEnd }: { enterpriseId: string; mayEnd: boolean }) {
  const { t } = useWords();
  const entry = useQuery(discoveryTasks(enterpriseId));
  return (
    <Panel title={t("discovery.tasks")}>
      <Loaded entry={entry} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("discovery.no-tasks")} />
          ) : (
            <ul className="discovery-tasks">
              {items.slice(0, shown).map((task) => (
                <Row key={task.id} task={task} mayEnd={mayEnd} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Row({ task, mayEnd }: { task: TaskView; mayEnd: boolean }) {
  const { t } = useWords();
  const { work, by, askedAt, id } = task;
  const place = work.kind === "sweep" ? work.rangeId : work.url;
  const end = () =>
    void change("DELETE", discoveryTask(id).path)
      .catch(() => undefined)
      .finally(refreshDiscovery);
  return (
    <li>
      <strong>{t(`discovery.task-${work.kind}`, { place })}</strong>
      <span className="faint">
        {t("discovery.asked-by", { by })} · <Age at={askedAt} />
      </span>
      <TaskState task={task} {...(mayEnd ? { onEnd: end } : {})} />
    </li>
  );
}
