import { Button, Drawer, Form, Input, Radio } from "antd";
import { useId } from "react";
import type { AttestationView } from "../../../api/contract/attestations.ts";
import { pageClock } from "../data/clock.ts";
import { useWords } from "../words/language.tsx";
import { type ClaimTarget, claimsFor, needsEnd, titleOf } from "./claim-target.ts";
import { DocumentField } from "./document-field.tsx";
import { type DraftFault, localDay, raises } from "./draft.ts";
import { Failure } from "./failure.tsx";
import { StaleComparison } from "./stale-comparison.tsx";
import { type ClaimForm, useClaimForm } from "./use-claim-form.ts";
import { useUploads } from "./use-uploads.ts";
import { ValidityNote } from "./validity-note.tsx";
import "./claims.css";

interface Props {
  readonly enterpriseId: string;
  readonly target: ClaimTarget;
  /** A statement to be changed; absent: a new one. */
  readonly editing?: AttestationView;
  readonly onClose: () => void;
}

/** Where a statement is written: what is claimed, on which documents, from when until when. */
export function ClaimDrawer({ open, ...props }: Props & { open: boolean }) {
  const { t } = useWords();
  const { target, editing, onClose } = props;
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={640}
      destroyOnHidden
      title={t(editing === undefined ? `claim.new-${target.kind}` : "claim.edit")}
    >
      <ClaimFields {...props} />
    </Drawer>
  );
}

function ClaimFields({ enterpriseId, target, editing, onClose }: Props) {
  const { t, sayTitle } = useWords();
  const form = useClaimForm(enterpriseId, target, editing, onClose);
  const uploads = useUploads(enterpriseId, (document) =>
    form.change(({ documents }) => ({ documents: [...documents.filter(({ sha256 }) => sha256 !== document.sha256), document] })),
  );
  const overtaken = form.stale !== undefined;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => void form.submit()} className="claim-form">
      <p className="dialog-subject">{sayTitle(titleOf(target))}</p>
      <p className="dialog-what">{t(`claim.what-${target.kind}`)}</p>
      {form.stale !== undefined && <StaleComparison enterpriseId={enterpriseId} draft={form.draft} current={form.stale} />}
      <ClaimChoice target={target} form={form} fixed={editing !== undefined} />
      <Form.Item label={t("claim.documents")} extra={<Asked target={target} form={form} />}>
        <DocumentField
          enterpriseId={enterpriseId}
          value={form.draft.documents}
          uploads={uploads}
          onChange={(documents) => form.change({ documents })}
        />
      </Form.Item>
      <Dates target={target} form={form} />
      <Remark form={form} />
      {form.failure !== undefined && <Failure error={form.failure} />}
      <div className="drawer-actions">
        <Button type="primary" htmlType="submit" loading={form.busy} disabled={uploads.busy}>
          {t(overtaken ? "claim.send-mine" : editing === undefined ? "claim.send" : "claim.send-again")}
        </Button>
        <Button onClick={onClose}>{t("act.cancel")}</Button>
        {uploads.busy && <span className="soft">{t("document.wait")}</span>}
      </div>
    </Form>
  );
}

function ClaimChoice({ target, form, fixed }: { target: ClaimTarget; form: ClaimForm; fixed: boolean }) {
  const { t } = useWords();
  if (target.kind !== "objective") return null;
  return (
    <Form.Item
      label={t("claim.claim")}
      {...faultOf(form, "claim-missing", t("claim.claim-missing"))}
      extra={fixed ? t("claim.claim-fixed") : form.draft.claim && t(`claim.means-${form.draft.claim}`)}
    >
      <Radio.Group value={form.draft.claim} disabled={fixed} onChange={(event) => form.change({ claim: event.target.value })}>
        {claimsFor(target).map((claim) => (
          <Radio key={claim} value={claim}>
            {t(`claim.${claim}`)}
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

/** The document that is asked for, and what becomes of a statement without one. */
function Asked({ target, form }: { target: ClaimTarget; form: ClaimForm }) {
  const { t, say } = useWords();
  const { claim, documents } = form.draft;
  const needed = target.kind !== "objective" || (claim !== undefined && raises(claim));
  return (
    <>
      {target.kind === "objective" && target.document !== null && (
        <span>{t("claim.asked", { document: say(target.document) })} </span>
      )}
      {needed && documents.length === 0 && <span>{t("claim.without-document")}</span>}
    </>
  );
}

function Dates({ target, form }: { target: ClaimTarget; form: ClaimForm }) {
  const { t } = useWords();
  const [issuedId, lastId] = [useId(), useId()];
  const today = localDay(pageClock.now());
  const endFault: DraftFault = form.faults.includes("last-day-past") ? "last-day-past" : "last-day-missing";
  return (
    <>
      {target.kind === "objective" && <ValidityNote validity={target.objective.validity} />}
      <div className="claim-dates">
        <Form.Item
          label={t("claim.issued")}
          htmlFor={issuedId}
          extra={t("claim.issued-hint")}
          {...faultOf(form, "issued-ahead", t("claim.issued-ahead"))}
        >
          <Input
            id={issuedId}
            type="date"
            max={today}
            value={form.draft.issued}
            onChange={(event) => form.change({ issued: event.target.value })}
          />
        </Form.Item>
        {target.kind !== "retirement" && (
          <Form.Item
            label={t(needsEnd(target) ? "claim.last-day" : "claim.last-day-optional")}
            htmlFor={lastId}
            extra={t("claim.last-day-hint")}
            {...faultOf(form, endFault, t(`claim.${endFault}`))}
          >
            <Input
              id={lastId}
              type="date"
              min={today}
              value={form.draft.lastDay}
              onChange={(event) => form.change({ lastDay: event.target.value })}
            />
          </Form.Item>
        )}
      </div>
    </>
  );
}

function Remark({ form }: { form: ClaimForm }) {
  const { t } = useWords();
  const id = useId();
  return (
    <Form.Item label={t("claim.remark")} htmlFor={id} extra={t("claim.remark-hint")}>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={2000}
        value={form.draft.remark}
        onChange={(event) => form.change({ remark: event.target.value })}
      />
    </Form.Item>
  );
}

function faultOf({ faults }: ClaimForm, fault: DraftFault, help: string) {
  return faults.includes(fault) ? ({ validateStatus: "error", help: <span role="alert">{help}</span> } as const) : {};
}
