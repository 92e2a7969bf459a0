import { App, Form, Input, Modal } from "antd";
import { useId, useState } from "react";
import { type AttestationView, attestationViewSchema } from "../../../api/contract/attestations.ts";
import { paths } from "../../../api/contract/paths.ts";
import { send } from "../data/api-client.ts";
import { fill } from "../data/fill-path.ts";
import { useWords } from "../words/language.tsx";
import { ClaimBody } from "./claim-body.tsx";
import { needsDocument } from "./draft.ts";
import { Failure } from "./failure.tsx";
import { refreshClaims } from "./refresh-claims.ts";
import { staleOf } from "./use-claim-form.ts";

export type ClaimDecision = "accept" | "return" | "withdraw";

const leastReason = 5;

/** Says what a decision does, shows what it is made on, and asks why. A statement that changed meanwhile is shown before it is decided. */
export function DecisionDialog({
  claim,
  decision,
  onClose,
}: {
  claim: AttestationView;
  decision: ClaimDecision;
  onClose: () => void;
}) {
  const { t, sayTitle } = useWords();
  const { message } = App.useApp();
  const id = useId();
  const [shown, setShown] = useState(claim);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const short = decision !== "accept" && reason.trim().length < leastReason;
  const paperless = decision === "accept" && needsDocument(shown.about) && shown.documents.length === 0;
  const overtaken = shown.version !== claim.version;

  const decide = async () => {
    setTried(true);
    if (short) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await sendDecision(shown, decision, reason.trim());
      message.success(t(`claim.${decision}-done`));
      onClose();
    } catch (error) {
      const current = staleOf(error);
      if (current === undefined) setFailure(error);
      else setShown(current);
    } finally {
      setBusy(false);
      refreshClaims();
    }
  };
  return (
    <Modal
      open
      title={t(`claim.${decision}-title`)}
      okText={t(`claim.${decision}`)}
      okButtonProps={{ disabled: paperless }}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => void decide()}
      onCancel={onClose}
      width={640}
    >
      <p className="dialog-subject">{sayTitle(shown.title)}</p>
      <p className="dialog-what">{t(`claim.${decision}-what`)}</p>
      {overtaken && (
        <p role="alert" className="dialog-failure">
          {t("claim.overtaken", { by: shown.authors.at(-1) ?? shown.by })}
        </p>
      )}
      <ClaimBody claim={shown} />
      {paperless && <p className="dialog-failure">{t("claim.paperless")}</p>}
      <Form layout="vertical" requiredMark={false}>
        <Form.Item
          label={t(decision === "accept" ? "claim.reason-optional" : "claim.reason")}
          htmlFor={id}
          {...(tried && short
            ? ({ validateStatus: "error", help: <span role="alert">{t("finding.waive-reason-short")}</span> } as const)
            : {})}
        >
          <Input.TextArea id={id} rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
      </Form>
      {failure !== undefined && <Failure error={failure} />}
    </Modal>
  );
}

function sendDecision({ id, version }: AttestationView, decision: ClaimDecision, reason: string): Promise<AttestationView> {
  const path = fill(decision === "withdraw" ? paths.attestationWithdraw : paths.attestationReview, { id });
  const body = decision === "withdraw" ? { version, reason } : { decision, version, reason };
  return send("POST", { path, schema: attestationViewSchema }, body);
}
