import { Button, Checkbox, Form, Input, Radio } from "antd";
import { useState } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import type { EnterpriseCreate } from "../../../../api/contract/inventory-edits.ts";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { Problem } from "../../../../model/problem.ts";
import { send } from "../../data/api-client.ts";
import { createEnterprise } from "../../data/inventory-resources.ts";
import { fieldHint } from "../../inventory/field-words.ts";
import { nameFrom, suggestId } from "../../inventory/names.ts";
import { issuesOf } from "../../inventory/refusal.ts";
import { refreshInventory } from "../../inventory/use-edit.ts";
import { explainError } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { usualCollector } from "./usual-collector.ts";

interface Fields {
  readonly name: string;
  readonly id: string;
  readonly types: readonly ("N" | "P" | "R")[];
  readonly grade: 1 | 2 | 3;
}

/** Who is watched: name, types and grade. The first site comes with it and is named in the next step. */
export function EnterpriseStep({
  enterprise,
  collectors,
  onDone,
}: {
  enterprise: EnterpriseSummary | undefined;
  collectors: readonly CollectorView[];
  onDone: (id: string) => void;
}) {
  const { t, say } = useWords();
  if (enterprise !== undefined) {
    return (
      <div className="start-choice">
        <strong>{say(enterprise.name)}</strong>
        <span className="soft">
          {enterprise.types.map((type) => t(`type.${type}`)).join(" · ")} · {t("grade", { grade: enterprise.grade })}
        </span>
        <div>
          <Button type="primary" onClick={() => onDone(enterprise.id)}>
            {t("start.next")}
          </Button>
        </div>
      </div>
    );
  }
  return <EnterpriseForm collectors={collectors} onDone={onDone} />;
}

function EnterpriseForm({ collectors, onDone }: { collectors: readonly CollectorView[]; onDone: (id: string) => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const submit = async (fields: Fields) => {
    setBusy(true);
    const body = bodyOf(fields, { site: t("start.main-site"), collector: usualCollector(collectors) });
    try {
      await send("POST", createEnterprise, body);
      refreshInventory();
      onDone(body.enterprise.id);
    } catch (error) {
      form.setFields(problemsAt(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      form={form}
      layout="vertical"
      className="start-form"
      requiredMark={false}
      initialValues={{ name: "", id: "", types: ["N"], grade: 2 }}
      onFinish={submit}
    >
      <Form.Item
        name="name"
        label={t("start.enterprise-name")}
        rules={[{ required: true, whitespace: true, message: t("asset-form.needed") }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item
        name="types"
        label={t("field.types")}
        extra={t("start.types-hint")}
        rules={[{ type: "array", min: 1, message: t("hint.types") }]}
      >
        <Checkbox.Group options={(["N", "P", "R"] as const).map((value) => ({ value, label: t(`type.${value}`) }))} />
      </Form.Item>
      <Form.Item name="grade" label={t("field.grade")} extra={t("start.grade-hint")}>
        <Radio.Group options={([1, 2, 3] as const).map((value) => ({ value, label: t("grade", { grade: value }) }))} />
      </Form.Item>
      <Form.Item name="id" label={t("field.id")} extra={t("inventory.id-optional")}>
        <Input maxLength={63} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("start.create")}
      </Button>
    </Form>
  );
}

function bodyOf({ name, id, types, grade }: Fields, first: { site: string; collector: string }): EnterpriseCreate {
  const own = id.trim() === "" ? suggestId(name, "enterprise") : id.trim();
  return {
    enterprise: { id: own, name: nameFrom({ name, nameEn: "" }), types: [...types], grade },
    site: { id: "main", name: first.site, collector: first.collector },
  };
}

function problemsAt(error: unknown, t: ReturnType<typeof useWords>["t"]) {
  const at = (name: keyof Fields, text: string) => [{ name, errors: [text] }];
  if (error instanceof Problem && error.code === "already-exists") return at("id", t("error.already-exists"));
  const [issue] = issuesOf(error) ?? [];
  if (issue !== undefined) return at(issue.field === "id" ? "id" : "name", fieldHint(issue.field, issue.message, t));
  if (error instanceof Problem && error.code === "invalid") return at("id", t("hint.id"));
  return at("name", explainError(error, t).what);
}
