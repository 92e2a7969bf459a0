import { Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import type { AlertRuleView } from "../../../../api/contract/alerts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { alertConditionSchema } from "../../../../model/alert.ts";
import { severities } from "../../../../model/severity.ts";
import { alertChannels } from "../../data/alert-resources.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { QuietField } from "./quiet-field.tsx";
import { newRule, type RuleFields, toEdit, toFields } from "./rule-fields.ts";

const kinds = alertConditionSchema.options.map(({ shape }) => shape.kind.value);

export function RuleDialog({
  rule,
  onClose,
  onSaved,
}: {
  rule: AlertRuleView | undefined;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<RuleFields>();
  const { busy, act } = useAct();
  const save = async (fields: RuleFields) => {
    const id = rule?.id ?? crypto.randomUUID();
    if (!(await act(() => change("PUT", fill(paths.alertRule, { id }), toEdit(fields, rule))))) return;
    onSaved();
    onClose();
  };
  return (
    <Modal
      open
      title={t(rule === undefined ? "alert-rule.add" : "alert-rule.edit")}
      okText={t("alert-rule.save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={620}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        requiredMark={false}
        initialValues={rule === undefined ? newRule : toFields(rule)}
        className="rule-form"
      >
        <Form.Item
          name="name"
          label={t("alert-rule.name")}
          rules={[{ required: true, whitespace: true, message: t("alert-rule.need-name") }]}
        >
          <Input autoFocus maxLength={100} placeholder={t("alert-rule.name-example")} />
        </Form.Item>
        <div className="rule-row">
          <Condition />
          <Places />
        </div>
        <Details />
        <Repeats />
        <QuietField />
        <Telling />
      </Form>
    </Modal>
  );
}

function Condition() {
  const { t } = useWords();
  return (
    <>
      <Form.Item name="kind" label={t("alert-rule.when")}>
        <Select options={kinds.map((value) => ({ value, label: t(`alert-rule.kind-${value}`) }))} />
      </Form.Item>
      <Form.Item name="severity" label={t("alert-rule.severity")}>
        <Select options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))} />
      </Form.Item>
    </>
  );
}

function Places() {
  const { t, say } = useWords();
  const all = useQuery(enterprises).value?.items ?? [];
  const options = [
    { value: "", label: t("account.role-everywhere") },
    ...all.map(({ id, name }) => ({ value: id, label: say(name) })),
  ];
  return (
    <Form.Item name="enterprise" label={t("alert-rule.where")}>
      <Select options={options} />
    </Form.Item>
  );
}

/** Members of the chosen condition alone. */
function Details() {
  const { t } = useWords();
  const kind: RuleFields["kind"] | undefined = Form.useWatch("kind");
  if (kind === "score-drop") {
    return (
      <div className="rule-row">
        <Form.Item name="points" label={t("alert-rule.points")}>
          <InputNumber min={0.1} max={100} step={0.5} />
        </Form.Item>
        <Form.Item name="withinHours" label={t("alert-rule.within")}>
          <InputNumber min={1} max={720} precision={0} />
        </Form.Item>
      </div>
    );
  }
  if (kind !== "asset-silent") return null;
  return (
    <Form.Item name="criticality" label={t("alert-rule.criticality")}>
      <InputNumber min={1} max={5} precision={0} />
    </Form.Item>
  );
}

function Repeats() {
  const { t } = useWords();
  const whole = { min: 1, max: 100, precision: 0 } as const;
  const of: number | undefined = Form.useWatch("of");
  return (
    <>
      <div className="rule-row">
        <Form.Item
          name="times"
          label={t("alert-rule.times")}
          rules={[{ type: "number", max: of ?? 100, message: t("alert-rule.need-how") }]}
        >
          <InputNumber {...whole} />
        </Form.Item>
        <Form.Item name="of" label={t("alert-rule.of")}>
          <InputNumber {...whole} />
        </Form.Item>
        <Form.Item name="clearAfter" label={t("alert-rule.clear")} tooltip={t("alert-rule.clear-how")}>
          <InputNumber {...whole} />
        </Form.Item>
        <Form.Item name="remindEveryMinutes" label={t("alert-rule.remind")}>
          <InputNumber min={5} max={10_080} precision={0} placeholder={t("alert-rule.remind-never")} style={{ width: 120 }} />
        </Form.Item>
      </div>
      <p className="soft rule-note">{t("alert-rule.need-how")}</p>
    </>
  );
}

function Telling() {
  const { t } = useWords();
  const all = useQuery(alertChannels).value?.items ?? [];
  return (
    <>
      <Form.Item name="channelIds" label={t("alert-rule.channels")}>
        <Select
          mode="multiple"
          placeholder={t("alert-rule.channels-none")}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <div className="rule-row">
        <Form.Item name="tellEnd" label={t("alert-rule.tell-end")} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="enabled" label={t("alert-rule.enabled")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}
