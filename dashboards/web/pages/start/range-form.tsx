import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { suggestId } from "../../inventory/names.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { Link } from "../../parts/link.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** Lets the site's collector look for devices in a range; what it finds is proposed, and nothing else is contacted. */
export function RangeForm({ view }: { view: InventoryView }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ range: string }>();
  const { busy, save } = useEdit(view.enterprise.id);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const [site] = sitesOf(view);
  if (site === undefined) return null;
  const submit = async ({ range }: { range: string }) => {
    const taken = site.discovery.map(({ id }) => String(id));
    const discovery = [...site.discovery, { id: suggestId("range", "range", taken), range: range.trim() }];
    const result = await save(view.revision, [{ action: "change", element: `sites/${site.id}`, fields: { discovery } }]);
    setOutcome(result);
    if (result.kind !== "saved") return;
    message.success(t("start.range-saved"));
    form.resetFields();
  };
  return (
    <>
      <p className="soft">{t("start.range-what")}</p>
      <EditProblem outcome={outcome} />
      <Form
        form={form}
        layout="vertical"
        className="start-form"
        requiredMark={false}
        initialValues={{ range: "" }}
        onFinish={submit}
      >
        <Form.Item
          name="range"
          label={t("start.range")}
          extra={t("hint.discovery")}
          rules={[{ required: true, whitespace: true, message: t("asset-form.needed") }]}
        >
          <Input className="code" autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t("start.range-allow")}
        </Button>
      </Form>
      {site.discovery.length > 0 && (
        <>
          <ul className="issue-list">
            {site.discovery.map(({ id, range }) => (
              <li key={String(id)}>
                <code>{String(range ?? id)}</code>
              </li>
            ))}
          </ul>
          <Link to={to.discovery({ enterprise: view.enterprise.id })}>{t("start.to-discovery")}</Link>
        </>
      )}
    </>
  );
}
