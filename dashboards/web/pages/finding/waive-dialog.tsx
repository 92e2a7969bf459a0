import { Form, Input, Modal } from "antd";
import { useState } from "react";
import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { day } from "../../../../model/instant.ts";
import { pageClock } from "../../data/clock.ts";
import { useWords } from "../../words/language.tsx";
import type { Decide } from "./use-decide.ts";

const leastReason = 5;

interface Fields {
  readonly reason: string;
  /** `YYYY-MM-DD`, local. */
  readonly until: string;
}

/** Asks why and until when a finding is lived with, and says what that means. */
export function WaiveDialog({
  open,
  detail,
  decide,
  onClose,
}: {
  open: boolean;
  detail: FindingDetail;
  decide: Decide;
  onClose: () => void;
}) {
  const { t, format, sayTitle } = useWords();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const tomorrow = format.date(pageClock.now() + day);
  const submit = async ({ reason, until }: Fields) => {
    setBusy(true);
    const end = new Date(`${until}T23:59:59`).toISOString();
    const taken = await decide({ action: "waive", version: detail.version, reason, until: end }, t("finding.waive-done"));
    setBusy(false);
    if (taken) onClose();
  };
  return (
    <Modal
      open={open}
      title={t("finding.waive-title")}
      okText={t("finding.waive")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="dialog-subject">{sayTitle(detail.title)}</p>
      <p className="dialog-what">{t("finding.waive-what")}</p>
      <Form form={form} layout="vertical" onFinish={submit} preserve={false} requiredMark={false}>
        <Form.Item
          name="reason"
          label={t("finding.waive-reason")}
          extra={t("finding.waive-reason-hint")}
          rules={[{ required: true, whitespace: true, min: leastReason, message: t("finding.waive-reason-short") }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item
          name="until"
          label={t("finding.waive-until")}
          rules={[
            {
              validator: (_, until: unknown) =>
                typeof until === "string" && until >= tomorrow
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("finding.waive-until-needed"))),
            },
          ]}
        >
          <Input type="date" min={tomorrow} style={{ width: 180 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
