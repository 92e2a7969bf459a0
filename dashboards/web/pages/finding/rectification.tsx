import { App, Button, Form } from "antd";
import { useState } from "react";
import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { Problem } from "../../../../model/problem.ts";
import { localDay } from "../../claims/draft.ts";
import { Failure } from "../../claims/failure.tsx";
import { change as sendChange } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { fill } from "../../data/fill-path.ts";
import { Due } from "../../parts/due.tsx";
import { Panel } from "../../parts/page.tsx";
import { usePeople } from "../../parts/use-people.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { planFaults, planOf, planPatch, putsOff } from "./plan-draft.ts";
import { PlanFields } from "./plan-fields.tsx";
import { refreshFindings } from "./use-decide.ts";

/** How a finding is put right: a line of the rectification ledger. */
export function Rectification({ detail }: { detail: FindingDetail }) {
  const { t } = useWords();
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const { rectification, status, enterpriseId } = detail;
  const mayPlan = status !== "resolved" && may(session, "assign", enterpriseId);
  return (
    <Panel
      title={t("finding.rectification")}
      aside={
        mayPlan &&
        !editing && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t(rectification === null ? "finding.rectify" : "finding.rectify-change")}
          </Button>
        )
      }
    >
      {editing ? (
        <PlanForm detail={detail} onDone={() => setEditing(false)} />
      ) : rectification === null ? (
        <p className="soft">{t(mayPlan ? "finding.rectify-none" : "finding.rectify-none-read")}</p>
      ) : (
        <Plan detail={detail} rectification={rectification} />
      )}
      {!editing && status !== "resolved" && <p className="faint">{t("finding.resolve-hint")}</p>}
    </Panel>
  );
}

function Plan({
  detail: { overdue },
  rectification: { assignee, measure, dueAt, firstDueAt },
}: {
  detail: FindingDetail;
  rectification: NonNullable<FindingDetail["rectification"]>;
}) {
  const { t, format } = useWords();
  const day = (time: string) => format.date(Date.parse(time));
  const moved = firstDueAt !== null && (dueAt === null || day(firstDueAt) !== day(dueAt));
  return (
    <dl className="facts-list plan">
      <dt>{t("ledger.measure")}</dt>
      <dd>{measure === "" ? <span className="missing">{t("ledger.missing")}</span> : measure}</dd>
      <dt>{t("ledger.assignee")}</dt>
      <dd>{assignee ?? <span className="missing">{t("ledger.missing")}</span>}</dd>
      <dt>{t("ledger.due")}</dt>
      <dd>
        <Due at={dueAt} overdue={overdue} />
        {moved && firstDueAt !== null && <div className="faint">{t("ledger.first-due", { day: day(firstDueAt) })}</div>}
      </dd>
    </dl>
  );
}

/** What is written survives somebody else's change; it is sent again on what stands then. */
function PlanForm({ detail, onDone }: { detail: FindingDetail; onDone: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const people = usePeople(detail.enterpriseId);
  const [draft, setDraft] = useState(() => planOf(detail));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [stale, setStale] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const faults = planFaults(detail, draft, localDay(pageClock.now()));
  const save = async () => {
    setTried(true);
    if (faults.length > 0) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await sendChange("PATCH", fill(paths.finding, { id: detail.id }), planPatch(detail, draft));
      message.success(t("finding.rectify-done"));
      onDone();
    } catch (error) {
      if (error instanceof Problem && error.code === "stale-edit") setStale(true);
      else setFailure(error);
    } finally {
      setBusy(false);
      refreshFindings();
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => void save()}>
      <p className="soft">{t("finding.rectify-what")}</p>
      {stale && (
        <div className="stale" role="alert">
          <strong>{t("finding.stale")}</strong>
          {detail.rectification !== null && <Plan detail={detail} rectification={detail.rectification} />}
        </div>
      )}
      <PlanFields
        draft={draft}
        people={people}
        askReason={putsOff(detail, draft)}
        faults={tried ? faults : []}
        change={(what) => setDraft((now) => ({ ...now, ...what }))}
      />
      {failure !== undefined && <Failure error={failure} />}
      <span className="actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t(stale ? "claim.send-mine" : "act.save")}
        </Button>
        <Button onClick={onDone}>{t("act.cancel")}</Button>
      </span>
    </Form>
  );
}
