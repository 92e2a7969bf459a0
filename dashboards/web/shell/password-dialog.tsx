import { App, Form, Modal } from "antd";
import { session } from "../data/resources.ts";
import { cache } from "../data/use-query.ts";
import { useWords } from "../words/language.tsx";
import { type PasswordFields, PasswordForm } from "./password-form.tsx";
import { useSession } from "./session-gate.tsx";

/** Sets the first password of a person who came by a one-time link, or a new one in place of the current. */
export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<PasswordFields>();
  const { mustSetPassword, assurance } = useSession();
  const saved = () => {
    cache.refresh((path) => path === session.path);
    message.success(t("password.saved"));
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t("password.title")}
      okText={t("password.save")}
      cancelText={t("password.later")}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
      width={420}
    >
      <PasswordForm first={mustSetPassword || assurance === "link"} form={form} onSaved={saved} />
    </Modal>
  );
}
