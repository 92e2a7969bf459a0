import { Button, Checkbox, Form, type FormInstance, Input, Select } from "antd";
import { useEffect } from "react";
import type { InventoryIssue, InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { assetRoleSchema } from "../../../../model/inventory/inventory.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { fieldHint, fieldLabel } from "../../inventory/field-words.ts";
import { sitesOf } from "../../inventory/sites.ts";
import type { EditOutcome } from "../../inventory/use-edit.ts";
import { Panel } from "../../parts/page.tsx";
import { useWords } from "../../words/language.tsx";
import type { AssetValues } from "./asset-values.ts";
import { EndpointFields } from "./endpoint-fields.tsx";
import { formPlace } from "./form-place.ts";
import { parseWindows } from "./window-lines.ts";
import "../../inventory/inventory.css";

/** The fields of an asset; what the centre refuses stands at its field. */
export function AssetForm({
  view,
  initial,
  isNew,
  busy,
  outcome,
  onSave,
  onCancel,
}: {
  view: InventoryView;
  initial: AssetValues;
  isNew: boolean;
  busy: boolean;
  outcome: EditOutcome | undefined;
  onSave: (values: AssetValues) => void;
  onCancel: () => void;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<AssetValues>();
  useIssuesAtFields(form, outcome);
  const shown = (issue: InventoryIssue) => formPlace(issue, form.getFieldsValue(true)) !== undefined;
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={() => onSave(form.getFieldsValue(true))}
      requiredMark={false}
      scrollToFirstError
    >
      <div className="stack">
        <EditProblem outcome={outcome} shown={shown} />
        <Panel title={t("asset-form.what")}>
          <Identity view={view} isNew={isNew} />
        </Panel>
        <Panel title={t("asset-form.endpoints")} note={t("asset-form.endpoints-note")}>
          <EndpointFields />
        </Panel>
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t(outcome?.kind === "stale" ? "inventory.save-over" : "inventory.save")}
          </Button>
          <Button onClick={onCancel}>{t("act.cancel")}</Button>
        </div>
      </div>
    </Form>
  );
}

function useIssuesAtFields(form: FormInstance<AssetValues>, outcome: EditOutcome | undefined): void {
  const { t } = useWords();
  useEffect(() => {
    if (outcome?.kind !== "refused") return;
    const values = form.getFieldsValue(true);
    const fields = outcome.issues.flatMap((issue) => {
      const name = formPlace(issue, values);
      return name === undefined ? [] : [{ name: name as never, errors: [fieldHint(issue.field, issue.message, t)] }];
    });
    form.setFields(fields);
    const [first] = fields;
    if (first !== undefined) form.scrollToField(first.name, { block: "center", focus: true });
  }, [form, outcome, t]);
}

function Identity({ view, isNew }: { view: InventoryView; isNew: boolean }) {
  const { t, say } = useWords();
  const sites = sitesOf(view);
  const siteId: unknown = Form.useWatch("site");
  const zones = sites.find(({ id }) => id === siteId)?.zones ?? [];
  const form = Form.useFormInstance<AssetValues>();
  const needed = [{ required: true, whitespace: true, message: t("asset-form.needed") }];
  return (
    <div className="form-columns">
      <Form.Item name="name" label={t("field.name")} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t("asset-form.name-en")} extra={t("asset-form.name-en-hint")}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="id" label={t("field.id")} extra={t("hint.id")} rules={isNew ? needed : []}>
        <Input disabled={!isNew} maxLength={63} />
      </Form.Item>
      <Form.Item name="site" label={t("field.site")} rules={needed}>
        <Select
          options={sites.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={() => form.setFieldValue("zone", null)}
        />
      </Form.Item>
      <Form.Item name="zone" label={t("field.zone")} extra={zones.length === 0 ? t("asset-form.no-zones") : undefined}>
        <Select allowClear options={zones.map(({ id, name }) => ({ value: id, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="role" label={t("field.role")}>
        <Select options={assetRoleSchema.options.map((value) => ({ value, label: t(`role.${value}`) }))} />
      </Form.Item>
      <Form.Item name="criticality" label={t("field.criticality")} extra={t("asset-form.criticality-hint")}>
        <Select allowClear options={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))} />
      </Form.Item>
      {(["owner", "responsible", "vendor", "product", "version"] as const).map((name) => (
        <Form.Item key={name} name={name} label={fieldLabel(name, t)}>
          <Input maxLength={200} />
        </Form.Item>
      ))}
      <Form.Item
        name="maintenanceWindows"
        label={t("field.maintenance")}
        extra={t("asset-form.maintenance-hint")}
        rules={[
          {
            validator: (_, text: unknown) =>
              "wrong" in parseWindows(String(text ?? "")) ? Promise.reject(new Error(t("hint.maintenance"))) : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item name="processesPersonalInformation" valuePropName="checked">
        <Checkbox>{t("field.personal")}</Checkbox>
      </Form.Item>
    </div>
  );
}
