import { Button, Form, type FormInstance, Input, Select } from "antd";
import type { ReactNode } from "react";
import type { ProposalAcceptance, ProposalDetail } from "../../../../api/contract/discovery.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { type AssetRole, assetRoleSchema } from "../../../../model/inventory/inventory.ts";
import { fieldLabel } from "../../inventory/field-words.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { useWords } from "../../words/language.tsx";

/** The asset as a person edits it before it is taken in. */
export interface EntryFields {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly role: AssetRole;
  readonly zone?: string;
  readonly owner?: string;
  readonly criticality?: number;
  readonly vendor?: string;
  readonly product?: string;
  readonly version?: string;
}

/** The asset of an acceptance; what was left blank is absent. */
export function assetOf(fields: EntryFields): ProposalAcceptance["asset"] {
  const { id, name, nameEn = "", role, zone, criticality } = fields;
  const texts = (["owner", "vendor", "product", "version"] as const).flatMap((field) => {
    const text = fields[field]?.trim() ?? "";
    return text === "" ? [] : [[field, text] as const];
  });
  return {
    id: id.trim(),
    name: nameEn.trim() === "" ? name.trim() : { "zh-CN": name.trim(), en: nameEn.trim() },
    role,
    ...(zone == null ? {} : { zone }),
    ...(criticality == null ? {} : { criticality }),
    ...Object.fromEntries(texts),
  };
}

export function EntryForm({
  proposal,
  view,
  form,
  busy,
  acts,
  onAccept,
}: {
  proposal: ProposalDetail;
  view: InventoryView;
  form: FormInstance<EntryFields>;
  busy: boolean;
  /** Other things that can be done instead. */
  acts: ReactNode;
  onAccept: (fields: EntryFields) => void;
}) {
  const { t, say } = useWords();
  const zones = sitesOf(view).find(({ id }) => id === proposal.siteId)?.zones ?? [];
  const needed = [{ required: true, whitespace: true, message: t("discovery.needed") }];
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={proposal.suggestion.asset} onFinish={onAccept}>
      <div className="form-columns">
        <Form.Item name="name" label={t("field.name")} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("proposal.name-en")}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="id" label={t("field.id")} extra={t("discovery.range-id-hint")} rules={needed}>
          <Input maxLength={63} />
        </Form.Item>
        <Form.Item name="role" label={t("field.role")}>
          <Select options={assetRoleSchema.options.map((value) => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
        <Form.Item name="zone" label={t("field.zone")}>
          <Select allowClear options={zones.map(({ id, name }) => ({ value: id, label: say(name) }))} />
        </Form.Item>
        <Form.Item name="criticality" label={t("field.criticality")}>
          <Select allowClear options={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))} />
        </Form.Item>
        {(["owner", "vendor", "product", "version"] as const).map((name) => (
          <Form.Item key={name} name={name} label={fieldLabel(name, t)}>
            <Input maxLength={200} />
          </Form.Item>
        ))}
      </div>
      <div className="proposal-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("proposal.accept")}
        </Button>
        {acts}
      </div>
    </Form>
  );
}
