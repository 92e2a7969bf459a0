import { App, Form, Input, Modal } from "antd";
import { useState } from "react";
import type { AddressListView, AddressStepCreate } from "../../../../api/contract/addresses.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { Failure } from "../../claims/failure.tsx";
import { isOfAddresses } from "../../data/address-resources.ts";
import { change } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { localMinute } from "../../format/local-minute.ts";
import { useWords } from "../../words/language.tsx";
import type { StepTarget } from "./step-target.ts";

interface Fields {
  readonly doneAt: string;
  readonly responsible: string;
  readonly recipient?: string;
  readonly remark?: string;
}

/** Records that an address was cut off, or reported; nothing is done and nothing sent by it. */
export function StepDialog({ list, target, onClose }: { list: AddressListView; target: StepTarget; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { kind, row } = target;
  const { enterpriseId, settings } = list;
  const submit = async ({ doneAt, ...rest }: Fields) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const step: AddressStepCreate = { address: row.address, kind, doneAt: new Date(doneAt).toISOString(), ...rest };
      await change("POST", fill(paths.addressSteps, { enterprise: enterpriseId }), step);
      message.success(t("addresses.step-done"));
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      cache.refresh(isOfAddresses(enterpriseId));
    }
  };
  const needed = [{ required: true, whitespace: true, message: t("addresses.step-missing") }];
  const initial = {
    doneAt: localMinute(pageClock.now()),
    responsible: row.differences.find(({ responsible }) => responsible !== null)?.responsible ?? settings.responsible,
  };
  return (
    <Modal
      open
      title={t(`addresses.step-title-${kind}`, { address: row.address })}
      okText={t("addresses.step-save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t("addresses.step-what")}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={(fields) => void submit(fields)}>
        <Form.Item name="doneAt" label={t("addresses.step-done-at")} rules={needed}>
          <Input type="datetime-local" max={localMinute(pageClock.now())} />
        </Form.Item>
        <Form.Item name="responsible" label={t("addresses.step-responsible")} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        {kind === "reported" && (
          <Form.Item
            name="recipient"
            label={t("addresses.step-recipient")}
            extra={t("addresses.step-recipient-hint")}
            rules={needed}
          >
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="remark" label={t("addresses.step-remark")}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
      {failure !== undefined && <Failure error={failure} />}
    </Modal>
  );
}
