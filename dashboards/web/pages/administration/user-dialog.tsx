import { Form, Input, Modal } from "antd";
import { type UserView, userCreatedSchema } from "../../../../api/contract/accounts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { users } from "../../data/administration-resources.ts";
import { change, send } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { type GrantField, GrantsField, toFields, toGrants } from "./grants-field.tsx";

interface Fields {
  readonly name: string;
  readonly email: string;
  readonly grants?: readonly GrantField[];
}

/** Makes an account, which answers a one-time link, or changes the roles of one. */
export function UserDialog({
  user,
  onClose,
  onLink,
}: {
  user: UserView | undefined;
  onClose: () => void;
  onLink: (url: string) => void;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const { busy, act } = useAct();
  const save = async ({ name, email, grants }: Fields) => {
    const done = await act(async () => {
      if (user !== undefined) {
        await change("PUT", fill(paths.userGrants, { id: user.id }), { grants: toGrants(grants) });
        return;
      }
      const body = { name, email, grants: toGrants(grants) };
      onLink((await send("POST", { path: paths.users, schema: userCreatedSchema }, body)).link.url);
    });
    if (!done) return;
    cache.refresh((path) => path === users.path);
    onClose();
  };
  return (
    <Modal
      open
      title={user === undefined ? t("admin.user-add") : t("admin.roles-of", { name: user.name })}
      okText={t("admin.save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={480}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        requiredMark={false}
        initialValues={{
          grants: user === undefined ? toFields([{ role: "viewer", enterpriseId: null }]) : toFields(user.grants),
        }}
      >
        {user === undefined && (
          <>
            <Form.Item
              name="name"
              label={t("word.name")}
              rules={[{ required: true, whitespace: true, message: t("admin.need-name") }]}
            >
              <Input autoFocus maxLength={100} />
            </Form.Item>
            <Form.Item
              name="email"
              label={t("login.email")}
              rules={[{ required: true, type: "email", message: t("login.need-email") }]}
            >
              <Input type="email" />
            </Form.Item>
          </>
        )}
        <GrantsField />
      </Form>
    </Modal>
  );
}
