import { App, Form, Input, Modal } from "antd";
import { useState } from "react";
import { paths } from "../../../api/contract/paths.ts";
import { change } from "../data/api-client.ts";
import { session } from "../data/resources.ts";
import { cache } from "../data/use-query.ts";
import { explainError } from "../parts/states.tsx";
import { useWords } from "../words/language.tsx";
import { useSession } from "./session-gate.tsx";

const leastLength = 12;

interface Fields {
  readonly current?: string;
  readonly password: string;
  readonly again: string;
}

/** Sets the first password of a person who came by a one-time link, or a new one in place of the current. */
export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const { mustSetPassword } = useSession();
  const [busy, setBusy] = useState(false);
  const save = async ({ password, current }: Fields) => {
    setBusy(true);
    try {
      await change("PUT", paths.sessionPassword, current === undefined ? { password } : { password, current });
      cache.refresh((path) => path === session.path);
      message.success(t("password.saved"));
      onClose();
    } catch (error) {
      message.error(explainError(error, t).what);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t("password.title")}
      okText={t("password.save")}
      cancelText={t("password.later")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
      width={420}
    >
      <Form form={form} layout="vertical" onFinish={save} preserve={false} requiredMark={false}>
        {!mustSetPassword && (
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
        <Form.Item
          name="again"
          label={t("password.again")}
          dependencies={["password"]}
          rules={[
            {
              validator: (_, again: unknown) =>
                again === form.getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(t("password.differs"))),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
