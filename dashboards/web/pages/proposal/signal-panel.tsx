import { Button } from "antd";
import type { ProposalDetail } from "../../../../api/contract/discovery.ts";
import { AskFailure } from "../../discovery/ask-failure.tsx";
import { TaskState } from "../../discovery/task-state.tsx";
import { isUnderWay, useTask } from "../../discovery/use-task.ts";
import { Panel } from "../../parts/page.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { NodePreview } from "./node-preview.tsx";
import { RegisterPreview } from "./register-preview.tsx";
import { unitOf } from "./signal-drafts.ts";
import { type Drafts, signalsOf, watchOf } from "./use-drafts.ts";

/** The values that could be signals, with a live preview by the collector. */
export function SignalPanel({ proposal, drafts, mayAsk }: { proposal: ProposalDetail; drafts: Drafts; mayAsk: boolean }) {
  const { t } = useWords();
  const { enterpriseId, siteId, collectorId, url, detailAt } = proposal;
  const { task, failure, start, end } = useTask(enterpriseId, { endsWithPage: true });
  const work = watchOf(url, drafts);
  const runs = isUnderWay(task);
  const isLive = runs && task?.readValues != null;
  const shown = isLive || task?.readValues != null ? task : undefined;
  return (
    <Panel title={t("preview.title")} note={t("preview.note")} flush>
      <div className="preview-bar">
        {mayAsk && work !== undefined && (
          <Button onClick={() => void (runs ? end() : start({ siteId, collectorId, work }))} type={runs ? "default" : "primary"}>
            {t(runs ? "preview.stop" : "preview.start")}
          </Button>
        )}
        <span className="mark" aria-live="polite">
          {isLive ? (
            <strong>● {t("preview.live", { done: task.done, of: task.of })}</strong>
          ) : (
            <span className="soft">
              {t("preview.static")} <Moment at={detailAt} />
            </span>
          )}
        </span>
        <span className="soft">{t("preview.chosen", { count: signalsOf(drafts).length })}</span>
        {task !== undefined && !isLive && <TaskState task={task} />}
        <AskFailure error={failure} />
      </div>
      {drafts.protocol === "modbus" ? (
        <RegisterPreview
          drafts={drafts.drafts}
          tables={unitOf(proposal)?.tables ?? []}
          reads={drafts.reads}
          task={shown}
          onChange={drafts.change}
        />
      ) : (
        <NodePreview drafts={drafts.drafts} watched={drafts.watched} task={shown} onChange={drafts.change} />
      )}
    </Panel>
  );
}
