import { App, Form, Input, Modal } from "antd";
import { useState } from "react";
import type { BaselineView } from "../../../../api/contract/assets.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { explainError } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { fieldTitle } from "./baseline-state.ts";

const leastReason = 5;
const shown = 5;

/** Asks why what was found is how it should be, and says exactly what accepting it does. */
export function AcceptDialog({
  open,
  assetId,
  baseline,
  onClose,
}: {
  open: boolean;
  assetId: string;
  baseline: BaselineView;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const submit = async ({ reason }: { readonly reason: string }) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await change("POST", fill(paths.assetBaselines, { asset: assetId }), {
        observationId: baseline.found.observationId,
        reason,
      });
      message.success(t("baseline.done"));
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      cache.refresh((path) => path.startsWith(paths.assets));
    }
  };
  return (
    <Modal
      open={open}
      title={t(baseline.accepted === null ? "baseline.accept-first" : "baseline.accept-new")}
      okText={t("baseline.accept")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={600}
      destroyOnHidden
    >
      <p>{t("baseline.will")}</p>
      <ol className="will-happen">
        <li>
          <Replaced baseline={baseline} />
        </li>
        <li>{t("baseline.will-judge", { checks: baseline.checks.join(", ") })}</li>
        <li>{t("baseline.will-audit")}</li>
      </ol>
      <Form form={form} layout="vertical" onFinish={submit} preserve={false} requiredMark={false}>
        <Form.Item
          name="reason"
          label={t("baseline.reason-label")}
          extra={t("baseline.reason-hint")}
          rules={[{ required: true, whitespace: true, min: leastReason, message: t("finding.waive-reason-short") }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
      {failure !== undefined && <Failure error={failure} />}
    </Modal>
  );
}

/** Old and new value of what changes. */
function Replaced({ baseline: { accepted, fields } }: { baseline: BaselineView }) {
  const { t } = useWords();
  if (accepted === null) return t("baseline.will-first", { count: fields.length });
  const changed = fields.filter(({ differs }) => differs);
  return (
    <>
      {t("baseline.will-replace", { count: changed.length })}
      <ul>
        {changed.slice(0, shown).map(({ name, accepted: before, found }) => (
          <li key={name}>
            {fieldTitle(name, t)}: <code className="baseline-value">{before ?? t("baseline.value-none")}</code>
            {" → "}
            <code className="baseline-value">{found ?? t("baseline.value-none")}</code>
          </li>
        ))}
        {changed.length > shown && <li>{t("baseline.will-more", { count: changed.length - shown })}</li>}
      </ul>
    </>
  );
}

function Failure({ error }: { error: unknown }) {
  const { t } = useWords();
  const { what, next } = explainError(error, t);
  return (
    <p role="alert" className="dialog-failure">
      <strong>{what}</strong> {next}
    </p>
  );
}
