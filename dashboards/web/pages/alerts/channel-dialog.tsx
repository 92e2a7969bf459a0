import { Form, Input, InputNumber, Modal, Select } from "antd";
import type { AlertChannelEdit, AlertChannelView } from "../../../../api/contract/alerts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { type AlertChannelKind, alertChannelKinds, alertChannelSettingsSchema } from "../../../../model/alert-channel.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

type Fields = Pick<AlertChannelEdit, "name" | "language"> & { readonly settings: { readonly kind: AlertChannelKind } };

const fresh: Readonly<Record<AlertChannelKind, object>> = {
  webhook: {},
  email: { port: 465, security: "tls", to: [] },
  syslog: { port: 6514, transport: "tls", facility: 16 },
  wecom: {},
  dingtalk: {},
  feishu: {},
};

/** A way to tell people; secrets that are kept already need not be typed again. */
export function ChannelDialog({
  channel,
  onClose,
  onSaved,
}: {
  channel: AlertChannelView | undefined;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Fields>();
  const { busy, act } = useAct();
  const save = async ({ name, language: spoken, settings }: Fields) => {
    const id = channel?.id ?? crypto.randomUUID();
    const version = channel === undefined ? {} : { version: channel.version };
    const sent = await act(async () => {
      const edit: AlertChannelEdit = { name, language: spoken, settings: alertChannelSettingsSchema.parse(settings), ...version };
      await change("PUT", fill(paths.alertChannel, { id }), edit);
    });
    if (!sent) return;
    onSaved();
    onClose();
  };
  const restart = (kind: AlertChannelKind) => form.setFieldsValue({ settings: { ...fresh[kind], kind } });
  return (
    <Modal
      open
      title={t(channel === undefined ? "alert-channel.add" : "alert-channel.edit")}
      okText={t("alert-rule.save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={520}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        requiredMark={false}
        initialValues={channel ?? { name: "", language, settings: { kind: "wecom" } }}
      >
        <Form.Item
          name="name"
          label={t("alert-rule.name")}
          rules={[{ required: true, whitespace: true, message: t("alert-rule.need-name") }]}
        >
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <div className="rule-row">
          <Form.Item name={["settings", "kind"]} label={t("alert-channel.kind")}>
            <Select
              disabled={channel !== undefined}
              onChange={restart}
              options={alertChannelKinds.map((value) => ({ value, label: t(`alert-channel.kind-${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="language" label={t("alert-channel.language")}>
            <Select
              options={[
                { value: "zh-CN", label: "中文" },
                { value: "en", label: "English" },
              ]}
            />
          </Form.Item>
        </div>
        <Settings hasSecret={channel?.hasSecret === true} />
      </Form>
    </Modal>
  );
}

function Settings({ hasSecret }: { hasSecret: boolean }) {
  const kind: AlertChannelKind | undefined = Form.useWatch(["settings", "kind"]);
  switch (kind) {
    case "email":
      return <Email hasSecret={hasSecret} />;
    case "syslog":
      return <Syslog />;
    case "wecom":
      return <Address />;
    default:
      return (
        <>
          <Address />
          <Secret hasSecret={hasSecret} />
        </>
      );
  }
}

function Address() {
  const { t } = useWords();
  return (
    <Form.Item
      name={["settings", "url"]}
      label={t("alert-channel.url")}
      extra={t("alert-channel.url-how")}
      rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t("alert-channel.need-url") }]}
    >
      <Input />
    </Form.Item>
  );
}

function Secret({ hasSecret }: { hasSecret: boolean }) {
  const { t } = useWords();
  return (
    <Form.Item name={["settings", "secret"]} label={t("alert-channel.secret")}>
      <Input.Password autoComplete="off" placeholder={hasSecret ? t("alert-channel.secret-kept") : undefined} />
    </Form.Item>
  );
}

function Host() {
  const { t } = useWords();
  const needed = [{ required: true, message: t("alert-channel.required") }];
  return (
    <>
      <Form.Item name={["settings", "host"]} label={t("alert-channel.host")} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name={["settings", "port"]} label={t("alert-channel.port")} rules={needed}>
        <InputNumber min={1} max={65_535} precision={0} />
      </Form.Item>
    </>
  );
}

function Email({ hasSecret }: { hasSecret: boolean }) {
  const { t } = useWords();
  const needed = [{ required: true, message: t("alert-channel.required") }];
  return (
    <>
      <div className="rule-row">
        <Host />
        <Form.Item name={["settings", "security"]} label={t("alert-channel.security")}>
          <Select
            options={(["tls", "starttls", "none"] as const).map((value) => ({
              value,
              label: t(`alert-channel.security-${value}`),
            }))}
          />
        </Form.Item>
      </div>
      <div className="rule-row">
        <Form.Item name={["settings", "user"]} label={t("alert-channel.user")}>
          <Input autoComplete="off" />
        </Form.Item>
        <Secret hasSecret={hasSecret} />
      </div>
      <Form.Item name={["settings", "from"]} label={t("alert-channel.from")} rules={needed}>
        <Input type="email" />
      </Form.Item>
      <Form.Item name={["settings", "to"]} label={t("alert-channel.recipients")} rules={needed}>
        <Select mode="tags" tokenSeparators={[",", ";", " "]} open={false} suffixIcon={null} />
      </Form.Item>
    </>
  );
}

function Syslog() {
  const { t } = useWords();
  return (
    <div className="rule-row">
      <Host />
      <Form.Item name={["settings", "transport"]} label={t("alert-channel.transport")}>
        <Select options={["tls", "tcp", "udp"].map((value) => ({ value, label: value.toUpperCase() }))} />
      </Form.Item>
      <Form.Item name={["settings", "facility"]} label={t("alert-channel.facility")}>
        <InputNumber min={0} max={23} precision={0} />
      </Form.Item>
    </div>
  );
}
