import { Button, Form, Input } from "antd";
import { useState } from "react";
import { paths } from "../../../../api/contract/paths.ts";
import { change } from "../../data/api-client.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

const kinds = {
  totp: { path: paths.sessionTotp, label: "login.code", how: "login.code-how", form: "login.code-form", pattern: /^\d{6}$/ },
  recovery: {
    path: paths.sessionRecoveryCode,
    label: "login.recovery",
    how: "login.recovery-how",
    form: "login.recovery-form",
    pattern: /^\S{8,20}$/,
  },
} as const;

/** Proves the second factor by a code of the app, or by a recovery code where the phone is away. */
export function CodeForm({ onProved }: { onProved: () => void }) {
  const { t } = useWords();
  const [kind, setKind] = useState<keyof typeof kinds>("totp");
  const { busy, act } = useAct();
  const [form] = Form.useForm<{ code: string }>();
  const { path, label, how, form: expected, pattern } = kinds[kind];
  const submit = async ({ code }: { code: string }) => {
    form.resetFields();
    if (await act(() => change("POST", path, { code: code.trim() }))) onProved();
  };
  const other = kind === "totp" ? "recovery" : "totp";
  return (
    <Form form={form} layout="vertical" onFinish={submit} requiredMark={false} size="large">
      <Form.Item name="code" label={t(label)} extra={t(how)} rules={[{ required: true, pattern, message: t(expected) }]}>
        <Input
          key={kind}
          autoFocus
          autoComplete="one-time-code"
          inputMode={kind === "totp" ? "numeric" : "text"}
          className="code-input"
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t("login.verify")}
      </Button>
      <Button type="link" block size="small" onClick={() => setKind(other)}>
        {t(kind === "totp" ? "login.use-recovery" : "login.use-code")}
      </Button>
    </Form>
  );
}
