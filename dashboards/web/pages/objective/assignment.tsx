import { App, AutoComplete, Button, Form, Input } from "antd";
import { useId, useState } from "react";
import { dutyAssignmentViewSchema } from "../../../../api/contract/duties.ts";
import type { MatrixObjective } from "../../../../api/contract/matrix.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { Problem } from "../../../../model/problem.ts";
import { localDay } from "../../claims/draft.ts";
import { Failure } from "../../claims/failure.tsx";
import { refreshClaims } from "../../claims/refresh-claims.ts";
import { send } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { fill } from "../../data/fill-path.ts";
import { endOfDay } from "../../parts/days.ts";
import { Due } from "../../parts/due.tsx";
import { Panel } from "../../parts/page.tsx";
import { usePeople } from "../../parts/use-people.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

/** Who sees to an objective, and by when. */
export function Assignment({ enterpriseId, objective }: { enterpriseId: string; objective: MatrixObjective }) {
  const { t } = useWords();
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const { assignee, dueAt, backing } = objective;
  const late = dueAt !== null && Date.parse(dueAt) < pageClock.now() && backing !== "backed";
  const mayAssign = may(session, "assign", enterpriseId);
  return (
    <Panel
      title={t("objective.assignment")}
      aside={
        mayAssign &&
        !editing && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t(assignee === null ? "assign.act" : "assign.change")}
          </Button>
        )
      }
    >
      {editing ? (
        <AssignmentForm enterpriseId={enterpriseId} objective={objective} onDone={() => setEditing(false)} />
      ) : assignee === null && dueAt === null ? (
        <p className="soft">{t(mayAssign ? "assign.none" : "assign.none-read")}</p>
      ) : (
        <dl className="facts-list">
          <dt>{t("ledger.assignee")}</dt>
          <dd>{assignee ?? t("work.nobody")}</dd>
          <dt>{t("work.col-due")}</dt>
          <dd>
            <Due at={dueAt} overdue={late} />
          </dd>
        </dl>
      )}
    </Panel>
  );
}

function AssignmentForm({
  enterpriseId,
  objective,
  onDone,
}: {
  enterpriseId: string;
  objective: MatrixObjective;
  onDone: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const people = usePeople(enterpriseId);
  const [whoId, dayId] = [useId(), useId()];
  const [assignee, setAssignee] = useState(objective.assignee ?? "");
  const [day, setDay] = useState(objective.dueAt === null ? "" : localDay(Date.parse(objective.dueAt)));
  const [opened] = useState(objective);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const overtaken = objective.assignmentVersion !== opened.assignmentVersion;
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    const path = fill(paths.duty, { enterprise: enterpriseId, objective: objective.id });
    const body = {
      version: objective.assignmentVersion,
      assignee: assignee.trim() === "" ? null : assignee.trim(),
      dueAt: day === "" ? null : endOfDay(day),
    };
    try {
      await send("PUT", { path, schema: dutyAssignmentViewSchema }, body);
      message.success(t("assign.done"));
      onDone();
    } catch (error) {
      // What stands now is read again and shown above the form.
      if (!(error instanceof Problem) || error.code !== "stale-edit") setFailure(error);
    } finally {
      setBusy(false);
      refreshClaims();
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => void save()}>
      {overtaken && (
        <div className="stale" role="alert">
          <strong>{t("assign.stale")}</strong>
          <span>
            {objective.assignee ?? t("work.nobody")} · <Due at={objective.dueAt} overdue={false} />
          </span>
        </div>
      )}
      <Form.Item label={t("ledger.assignee")} htmlFor={whoId}>
        <AutoComplete id={whoId} value={assignee} onChange={setAssignee} options={people.map((value) => ({ value }))} />
      </Form.Item>
      <Form.Item label={t("work.col-due")} htmlFor={dayId}>
        <Input id={dayId} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </Form.Item>
      {failure !== undefined && <Failure error={failure} />}
      <span className="actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t(overtaken ? "claim.send-mine" : "act.save")}
        </Button>
        <Button onClick={onDone}>{t("act.cancel")}</Button>
      </span>
    </Form>
  );
}
