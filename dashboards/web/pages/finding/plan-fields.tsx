import { AutoComplete, Form, Input } from "antd";
import { useId } from "react";
import { localDay } from "../../claims/draft.ts";
import { pageClock } from "../../data/clock.ts";
import { useWords } from "../../words/language.tsx";
import type { PlanDraft, PlanFault } from "./plan-draft.ts";

/** What is to be done, by whom and by when; the reason is asked where a date is put off. */
export function PlanFields({
  draft,
  people,
  askReason,
  faults,
  change,
}: {
  draft: PlanDraft;
  /** Names to choose from. */
  people: readonly string[];
  askReason: boolean;
  faults: readonly PlanFault[];
  change: (what: Partial<PlanDraft>) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const fault = (which: PlanFault) =>
    faults.includes(which)
      ? ({
          validateStatus: "error",
          help: <span role="alert">{t(which === "due-past" ? "finding.due-past" : "finding.waive-reason-short")}</span>,
        } as const)
      : {};
  return (
    <>
      <Form.Item label={t("ledger.measure")} htmlFor={`${id}measure`}>
        <Input.TextArea
          id={`${id}measure`}
          rows={3}
          maxLength={2000}
          value={draft.measure}
          onChange={(event) => change({ measure: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("ledger.assignee")} htmlFor={`${id}assignee`}>
        <AutoComplete
          id={`${id}assignee`}
          value={draft.assignee}
          options={people.map((value) => ({ value }))}
          onChange={(assignee) => change({ assignee })}
        />
      </Form.Item>
      <Form.Item label={t("ledger.due")} htmlFor={`${id}day`} {...fault("due-past")}>
        <Input
          id={`${id}day`}
          type="date"
          min={localDay(pageClock.now())}
          value={draft.day}
          onChange={(event) => change({ day: event.target.value })}
        />
      </Form.Item>
      {askReason && (
        <Form.Item
          label={t("finding.due-reason")}
          htmlFor={`${id}reason`}
          extra={t("finding.due-reason-hint")}
          {...fault("due-reason")}
        >
          <Input.TextArea
            id={`${id}reason`}
            rows={2}
            maxLength={2000}
            value={draft.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Form.Item>
      )}
    </>
  );
}
