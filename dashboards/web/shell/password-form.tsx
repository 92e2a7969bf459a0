import { Button, Form, type FormInstance, Input } from "antd";
import { paths } from "../../../api/contract/paths.ts";
import { change } from "../data/api-client.ts";
import { useAct } from "../parts/use-act.ts";
import { useWords } from "../words/language.tsx";

const leastLength = 12;

interface Fields {
  readonly current?: string;
  readonly password: string;
  readonly again: string;
}

/** Sets the first password, or a new one in place of the current. Without a `form` of the caller's it has a button of its own. */
export function PasswordForm({
  first,
  form: given,
  onSaved,
}: {
  first: boolean;
  form?: FormInstance<Fields>;
  onSaved: (password: string) => void;
}) {
  const { t } = useWords();
  const [own] = Form.useForm<Fields>();
  const form = given ?? own;
  const { busy, act } = useAct();
  const save = async ({ password, current }: Fields) => {
    const body = current === undefined ? { password } : { password, current };
    if (await act(() => change("PUT", paths.sessionPassword, body))) onSaved(password);
  };
  const same = (_: unknown, again: unknown) =>
    again === form.getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(t("password.differs")));
  return (
    <Form form={form} layout="vertical" onFinish={save} requiredMark={false} className="account-form">
      {!first && (
        <Form.Item name="current" label={t("password.current")} rules={[{ required: true, message: t("login.need-password") }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <Form.Item
        name="password"
        label={t("password.new")}
        extra={t("password.rule")}
        rules={[{ required: true, min: leastLength, message: t("password.too-short") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="again" label={t("password.again")} dependencies={["password"]} rules={[{ validator: same }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {given === undefined && (
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("password.save")}
        </Button>
      )}
    </Form>
  );
}

export type PasswordFields = Fields;
