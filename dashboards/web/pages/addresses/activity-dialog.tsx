import { App, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { DocumentView } from "../../../../api/contract/attestations.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { type ActivityKind, activityKinds } from "../../../../model/activity.ts";
import { DocumentField } from "../../claims/document-field.tsx";
import { Failure } from "../../claims/failure.tsx";
import { useUploads } from "../../claims/use-uploads.ts";
import { isOfAddresses } from "../../data/address-resources.ts";
import { change } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { localMinute } from "../../format/local-minute.ts";
import { useWords } from "../../words/language.tsx";
import "../../claims/claims.css";

interface Fields {
  readonly kind: ActivityKind;
  readonly heldOn: string;
  readonly scope: string;
  readonly outcome?: string;
}

const dayLength = "2026-11-24".length;

/** Records that something was held, with its documents. */
export function ActivityDialog({ enterpriseId, onClose }: { enterpriseId: string; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [documents, setDocuments] = useState<readonly DocumentView[]>([]);
  const uploads = useUploads(enterpriseId, (document) =>
    setDocuments((all) => [...all.filter(({ sha256 }) => sha256 !== document.sha256), document]),
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const today = localMinute(pageClock.now()).slice(0, dayLength);
  const submit = async ({ heldOn, ...rest }: Fields) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const heldAt = new Date(`${heldOn}T00:00`).toISOString();
      const activity = { ...rest, heldAt, documents: documents.map(({ sha256 }) => sha256) };
      await change("POST", fill(paths.activities, { enterprise: enterpriseId }), activity);
      message.success(t("addresses.activity-done"));
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      cache.refresh(isOfAddresses(enterpriseId));
    }
  };
  const needed = [{ required: true, whitespace: true, message: t("addresses.step-missing") }];
  return (
    <Modal
      open
      title={t("addresses.activity-add")}
      okText={t("addresses.activity-save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      okButtonProps={{ disabled: uploads.busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={560}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: "drill", heldOn: today }}
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item name="kind" label={t("addresses.activity-kind")}>
          <Select options={activityKinds.map((value) => ({ value, label: t(`addresses.activity-${value}`) }))} />
        </Form.Item>
        <Form.Item name="heldOn" label={t("addresses.activity-held")} rules={needed}>
          <Input type="date" max={today} />
        </Form.Item>
        <Form.Item name="scope" label={t("addresses.activity-scope")} rules={needed}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="outcome" label={t("addresses.activity-outcome")} extra={t("addresses.activity-outcome-hint")}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item label={t("addresses.activity-documents")}>
          <DocumentField enterpriseId={enterpriseId} value={documents} uploads={uploads} onChange={setDocuments} />
        </Form.Item>
      </Form>
      {failure !== undefined && <Failure error={failure} />}
    </Modal>
  );
}
