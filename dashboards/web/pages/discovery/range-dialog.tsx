import { App, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { refreshDiscovery } from "../../data/discovery-resources.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { sitesOf } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { useWords } from "../../words/language.tsx";
import "../../inventory/inventory.css";
import { portsIn, type RangeFields, rangeOf } from "./range-values.ts";

/** Declares a range or a discovery server for a site; says what will happen before it does. */
export function RangeDialog({ enterpriseId, view, onClose }: { enterpriseId: string; view: InventoryView; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<RangeFields>();
  const { busy, save } = useEdit(enterpriseId);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const sites = sitesOf(view);
  const declare = async (fields: RangeFields): Promise<void> => {
    const site = sites.find(({ id }) => id === fields.site);
    const discovery = [...(site?.discovery ?? []), rangeOf(fields)];
    const revision = outcome?.kind === "stale" ? outcome.revision : view.revision;
    const edited = await save(revision, [{ action: "change", element: `sites/${fields.site}`, fields: { discovery } }]);
    setOutcome(edited);
    if (edited.kind !== "saved") return;
    message.success(t("discovery.declared"));
    refreshDiscovery();
    onClose();
  };
  return (
    <Modal
      open
      width={640}
      title={t("discovery.declare-title")}
      okText={t("discovery.declare-save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t("discovery.declare-what")}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ site: sites[0]?.id, ports: "opcua:4840, modbus:502", gap: 100, hours: 20 }}
        onFinish={(fields) => void declare(fields)}
      >
        <Fields sites={sites} />
      </Form>
      <EditProblem outcome={outcome} />
    </Modal>
  );
}

function Fields({ sites }: { sites: ReturnType<typeof sitesOf> }) {
  const { t, say } = useWords();
  const needed = [{ required: true, message: t("discovery.needed") }];
  const ports = [
    { validator: async (_: unknown, text: string) => (portsIn(text) ? undefined : refuse(t("discovery.ports-wrong"))) },
  ];
  return (
    <div className="form-columns">
      <Form.Item name="site" label={t("word.site")} rules={needed}>
        <Select options={sites.map(({ id, name }) => ({ value: id, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="id" label={t("field.id")} extra={t("discovery.range-id-hint")} rules={needed}>
        <Input maxLength={63} placeholder="cell-1" />
      </Form.Item>
      <Form.Item name="range" label={t("discovery.range")} extra={t("discovery.range-hint")}>
        <Input placeholder="10.1.2.0/28" />
      </Form.Item>
      <Form.Item name="ports" label={t("discovery.ports")} extra={t("discovery.ports-hint")} rules={ports}>
        <Input />
      </Form.Item>
      <Form.Item name="server" label={t("discovery.server")}>
        <Input placeholder="opc.tcp://10.1.2.9:4840" />
      </Form.Item>
      <Form.Item name="until" label={t("discovery.until-label")}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="hours" label={t("discovery.every-hours")} rules={needed}>
        <InputNumber min={0.1} max={720} />
      </Form.Item>
      <Form.Item name="gap" label={t("discovery.gap")} rules={needed}>
        <InputNumber min={0} max={60_000} />
      </Form.Item>
      <Form.Item label={t("discovery.window")}>
        <span className="task-state">
          <Form.Item name="from" noStyle>
            <Input type="time" aria-label={`${t("discovery.window")} 1`} style={{ width: 120 }} />
          </Form.Item>
          –
          <Form.Item name="to" noStyle>
            <Input type="time" aria-label={`${t("discovery.window")} 2`} style={{ width: 120 }} />
          </Form.Item>
        </span>
      </Form.Item>
    </div>
  );
}

function refuse(message: string): Promise<never> {
  return Promise.reject(new Error(message));
}
