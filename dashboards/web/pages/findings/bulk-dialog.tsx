import { App, Form, Input, Modal, Progress } from "antd";
import { useId, useState } from "react";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { day } from "../../../../model/instant.ts";
import { localDay } from "../../claims/draft.ts";
import { change } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { fill } from "../../data/fill-path.ts";
import { usePeople } from "../../parts/use-people.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { type PlanFault, planFaults, planOf, putsOff } from "../finding/plan-draft.ts";
import { PlanFields } from "../finding/plan-fields.tsx";
import { refreshFindings } from "../finding/use-decide.ts";
import { applicable, type BulkAct, type BulkDraft, bulkPatch, mergedPlan, runBulk } from "./bulk.ts";

const leastReason = 5;
const emptyDraft: BulkDraft = { plan: { assignee: "", measure: "", day: "", reason: "" }, reason: "", until: "" };

/** One decision for all findings that are selected: what it does, to how many, and how far it has come. */
export function BulkDialog({
  act,
  title,
  selected,
  onDone,
  onClose,
}: {
  act: BulkAct;
  title: string;
  selected: readonly FindingView[];
  /** With the ids of those that failed. */
  onDone: (failed: readonly string[]) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const bulk = useBulk(act, selected, onDone);
  const skipped = selected.length - bulk.items.length;
  return (
    <Modal
      open
      title={`${title} · ${t("findings.bulk-title", { count: bulk.items.length })}`}
      okText={title}
      cancelText={t("act.cancel")}
      confirmLoading={bulk.done !== undefined}
      closable={bulk.done === undefined}
      mask={{ closable: false }}
      cancelButtonProps={{ disabled: bulk.done !== undefined }}
      onOk={() => void bulk.run()}
      onCancel={onClose}
    >
      <p className="dialog-what">
        {t(act === "assign" ? "finding.rectify-what" : `finding.${act}-what`)} {t("findings.bulk-what")}
      </p>
      {act === "assign" && <p className="soft">{t("findings.bulk-keep")}</p>}
      {skipped > 0 && <p className="soft">{t("findings.bulk-skipped", { count: skipped })}</p>}
      <Form layout="vertical" requiredMark={false}>
        {act === "waive" && <WaiveFields bulk={bulk} />}
        {act === "assign" && <Plan bulk={bulk} />}
      </Form>
      {bulk.done !== undefined && (
        <Progress
          percent={Math.round((100 * bulk.done) / Math.max(1, bulk.items.length))}
          aria-label={t("findings.bulk-progress", { done: bulk.done, of: bulk.items.length })}
        />
      )}
    </Modal>
  );
}

function useBulk(act: BulkAct, selected: readonly FindingView[], onDone: (failed: readonly string[]) => void) {
  const { t } = useWords();
  const { message } = App.useApp();
  const session = useSession();
  const [items] = useState(() => applicable(act, selected, session));
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<number>();
  const planFor = (finding: FindingView) => mergedPlan(finding, planOf(finding), draft.plan);
  const today = localDay(pageClock.now());
  const planned = new Set(act === "assign" ? items.flatMap((finding) => planFaults(finding, planFor(finding), today)) : []);
  const waiveFaulty = act === "waive" && (draft.reason.trim().length < leastReason || draft.until <= today);

  const run = async () => {
    setTried(true);
    if (planned.size > 0 || waiveFaulty) return;
    setDone(0);
    const send = (finding: FindingView) =>
      change("PATCH", fill(paths.finding, { id: finding.id }), bulkPatch(act, finding, draft, planFor(finding)));
    const failed = await runBulk(items, send, setDone);
    refreshFindings();
    if (failed.length === 0) message.success(t("findings.bulk-done", { count: items.length }));
    else message.warning(t("findings.bulk-failed", { count: failed.length }));
    onDone(failed);
  };
  return {
    items,
    draft,
    done,
    run,
    change: (what: Partial<BulkDraft>) => setDraft((now) => ({ ...now, ...what })),
    tried,
    planFaults: [...(tried ? planned : [])] as readonly PlanFault[],
    askReason: act === "assign" && items.some((finding) => putsOff(finding, planFor(finding))),
  };
}

type Bulk = ReturnType<typeof useBulk>;

function Plan({ bulk }: { bulk: Bulk }) {
  const people = usePeople(bulk.items[0]?.enterpriseId ?? "");
  return (
    <PlanFields
      draft={bulk.draft.plan}
      people={people}
      askReason={bulk.askReason}
      faults={bulk.planFaults}
      change={(what) => bulk.change({ plan: { ...bulk.draft.plan, ...what } })}
    />
  );
}

function WaiveFields({ bulk: { draft, change: set, tried } }: { bulk: Bulk }) {
  const { t } = useWords();
  const id = useId();
  const today = localDay(pageClock.now());
  const fault = (faulty: boolean, help: string) =>
    tried && faulty ? ({ validateStatus: "error", help: <span role="alert">{help}</span> } as const) : {};
  return (
    <>
      <Form.Item
        label={t("finding.waive-reason")}
        htmlFor={`${id}reason`}
        extra={t("finding.waive-reason-hint")}
        {...fault(draft.reason.trim().length < leastReason, t("finding.waive-reason-short"))}
      >
        <Input.TextArea
          id={`${id}reason`}
          rows={3}
          maxLength={2000}
          value={draft.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t("finding.waive-until")}
        htmlFor={`${id}until`}
        {...fault(draft.until <= today, t("finding.waive-until-needed"))}
      >
        <Input
          id={`${id}until`}
          type="date"
          min={localDay(pageClock.now() + day)}
          style={{ width: 180 }}
          value={draft.until}
          onChange={(event) => set({ until: event.target.value })}
        />
      </Form.Item>
    </>
  );
}
