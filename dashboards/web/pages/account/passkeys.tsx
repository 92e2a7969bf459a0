import { App, Button, Form, Input } from "antd";
import { paths } from "../../../../api/contract/paths.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { addPasskey, passkeysUsable } from "../../data/passkey.ts";
import { passkeys, session } from "../../data/resources.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

const refresh = () => cache.refresh((path) => path === passkeys.path || path === session.path);

/** Passkeys of the account. */
export function Passkeys() {
  const { t } = useWords();
  const entry = useQuery(passkeys);
  return (
    <Panel title={t("factor.passkeys")}>
      <p className="soft">{t("factor.passkeys-why")}</p>
      <Loaded entry={entry} rows={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <p>{t("factor.passkeys-none")}</p>}
            {items.map((one) => (
              <PasskeyRow key={one.id} {...one} />
            ))}
          </>
        )}
      </Loaded>
      {passkeysUsable() ? <AddPasskey /> : <p className="soft">{t("factor.passkeys-impossible")}</p>}
    </Panel>
  );
}

function PasskeyRow({ id, name, createdAt }: { id: string; name: string | null; createdAt: string | null }) {
  const { t } = useWords();
  const { modal, message } = App.useApp();
  const { act } = useAct();
  const shown = name ?? t("factor.unnamed");
  const remove = () =>
    act(async () => {
      await change("DELETE", fill(paths.accountPasskey, { id }));
      refresh();
      message.success(t("factor.passkey-removed"));
    });
  const ask = () =>
    modal.confirm({
      title: t("factor.passkey-remove-title", { name: shown }),
      content: t("factor.passkey-remove-what"),
      okText: t("factor.passkey-remove"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: remove,
    });
  return (
    <div className="account-row">
      <strong>{shown}</strong>
      {createdAt !== null && <Moment at={createdAt} />}
      <Button size="small" danger onClick={ask}>
        {t("factor.passkey-remove")}
      </Button>
    </div>
  );
}

function AddPasskey() {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [form] = Form.useForm<{ name: string }>();
  const add = async ({ name }: { name: string }) => {
    const added = await act(() => addPasskey(name.trim()));
    if (!added) return;
    refresh();
    form.resetFields();
    message.success(t("factor.passkey-added"));
  };
  return (
    <Form form={form} layout="inline" onFinish={add} requiredMark={false}>
      <Form.Item
        name="name"
        label={t("factor.passkey-name")}
        rules={[{ required: true, whitespace: true, message: t("factor.passkey-example") }]}
      >
        <Input placeholder={t("factor.passkey-example")} maxLength={100} />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {t("factor.passkey-add")}
      </Button>
    </Form>
  );
}
