import { Form, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

/** Asks for the password again before what opens the account changes. */
export function PasswordAsk({
  title,
  what,
  okText,
  onClose,
  onPassword,
}: {
  title: string;
  what?: ReactNode;
  okText: string;
  onClose: () => void;
  onPassword: (password: string) => Promise<void>;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<{ password: string }>();
  const { busy, act } = useAct();
  const finish = async ({ password }: { password: string }) => {
    if (await act(() => onPassword(password))) onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={420}
    >
      {what !== undefined && <p>{what}</p>}
      <Form form={form} layout="vertical" onFinish={finish} requiredMark={false}>
        <Form.Item
          name="password"
          label={t("factor.begin-password")}
          rules={[{ required: true, message: t("login.need-password") }]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
