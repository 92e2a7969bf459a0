import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { nameFrom, suggestId } from "../../inventory/names.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { useWords } from "../../words/language.tsx";
import { protocolOf } from "../asset-form/asset-values.ts";

interface Fields {
  readonly name: string;
  readonly url: string;
}

/** One device by its name and address; the rest is filled in later. */
export function UrlForm({ view, assets }: { view: InventoryView; assets: readonly AssetSummary[] }) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const { busy, save } = useEdit(view.enterprise.id);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const [site] = sitesOf(view);
  const [zone] = site?.zones.length === 1 ? site.zones : [];
  const submit = async ({ name, url }: Fields) => {
    const protocol = protocolOf(url.trim());
    if (protocol === undefined) return form.setFields([{ name: "url", errors: [t("hint.url")] }]);
    const taken = assets.map(({ id }) => id.slice(view.enterprise.id.length + 1));
    const id = suggestId(name, "asset", taken);
    const value = {
      name: nameFrom({ name, nameEn: "" }),
      site: site?.id,
      role: protocol === "opcua" ? "server" : "field-device",
      ...(zone === undefined ? {} : { zone: zone.id }),
      endpoints: [{ id: protocol, protocol, url: url.trim() }],
    };
    const result = await save(view.revision, [{ action: "add", element: `assets/${id}`, value }]);
    setOutcome(result);
    if (result.kind === "refused" && result.issues.some(({ field }) => field === "url"))
      form.setFields([{ name: "url", errors: [t("hint.url")] }]);
    if (result.kind === "saved") form.resetFields();
  };
  return (
    <>
      <EditProblem outcome={outcome} shown={({ field }) => field === "url"} />
      <Form
        form={form}
        layout="vertical"
        className="start-form"
        requiredMark={false}
        initialValues={{ name: "", url: "" }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t("start.device-name")}
          rules={[{ required: true, whitespace: true, message: t("asset-form.needed") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t("field.url")}
          extra={t("hint.url")}
          rules={[{ required: true, whitespace: true, message: t("asset-form.needed") }]}
        >
          <Input className="code" autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" loading={busy} type={assets.length === 0 ? "primary" : "default"}>
          {t("start.add-device")}
        </Button>
      </Form>
    </>
  );
}
