import { App, Form, Input, Modal } from "antd";
import { useState } from "react";
import type { ProposalDetail } from "../../../../api/contract/discovery.ts";
import { Failure } from "../../claims/failure.tsx";
import { send } from "../../data/api-client.ts";
import { decideProposal, refreshDiscovery } from "../../data/discovery-resources.ts";
import { useWords } from "../../words/language.tsx";

/** Leaves a device out of the list, with the reason why. */
export function IgnoreDialog({ proposal, onClose }: { proposal: ProposalDetail; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const ignore = async (reason: string): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await send("POST", decideProposal(proposal.id), { decision: "ignore", version: proposal.version, reason });
      message.success(t("proposal.ignored"));
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      refreshDiscovery();
    }
  };
  return (
    <Modal
      open
      title={t("proposal.ignore-title")}
      okText={t("proposal.ignore")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t("proposal.ignored-note")}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => void ignore(reason)}>
        <Form.Item
          name="reason"
          label={t("proposal.ignore-reason")}
          rules={[{ required: true, whitespace: true, min: 3, message: t("proposal.ignore-short") }]}
        >
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
      {failure !== undefined && <Failure error={failure} />}
    </Modal>
  );
}
