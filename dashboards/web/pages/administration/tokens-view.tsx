import { App, Button, Form, Input, InputNumber, Modal, Table } from "antd";
import { useState } from "react";
import { type TokenView, tokenCreatedSchema } from "../../../../api/contract/accounts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { day } from "../../../../model/instant.ts";
import { tokens } from "../../data/administration-resources.ts";
import { change, send } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { fill } from "../../data/fill-path.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { GrantList } from "../../parts/grant-list.tsx";
import { Panel } from "../../parts/page.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { type GrantField, GrantsField, toFields, toGrants } from "./grants-field.tsx";

const refresh = () => cache.refresh((path) => path === tokens.path);

/** Tokens of programs and collectors: what each may do, its end and its last use. */
export function TokensView() {
  const { t } = useWords();
  const entry = useQuery(tokens);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const add = (
    <Button size="small" type="primary" onClick={() => setAdding(true)}>
      {t("admin.token-add")}
    </Button>
  );
  return (
    <Panel title={t("admin.view-tokens")} note={t("admin.tokens-note")} aside={add} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<TokenView>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={false}
            locale={{ emptyText: <EmptyState title={t("admin.tokens-none")} /> }}
            columns={[
              { title: t("word.name"), key: "name", render: (_, { name }) => <strong>{name}</strong> },
              { title: t("account.roles"), key: "roles", render: (_, token) => <TokenGrants token={token} /> },
              { title: t("admin.made"), key: "made", width: 190, render: (_, { createdAt }) => <Moment at={createdAt} /> },
              { title: t("admin.used"), key: "used", width: 190, render: (_, { lastUsedAt }) => <Moment at={lastUsedAt} /> },
              { title: t("admin.ends"), key: "ends", width: 190, render: (_, token) => <Ends token={token} /> },
              { title: "", key: "act", width: 90, align: "right", render: (_, token) => <EndToken token={token} /> },
            ]}
          />
        )}
      </Loaded>
      {adding && <TokenDialog onClose={() => setAdding(false)} onSecret={setSecret} />}
      <ShownOnce title={t("admin.token-title")} how={t("admin.token-how")} text={secret} onClose={() => setSecret(undefined)} />
    </Panel>
  );
}

function TokenGrants({ token: { collectorId, grants } }: { token: TokenView }) {
  const { t } = useWords();
  if (collectorId !== null) return <>{t("admin.token-collector", { collector: collectorId })}</>;
  return <GrantList grants={grants} />;
}

function Ends({ token: { expiresAt } }: { token: TokenView }) {
  const { t } = useWords();
  return expiresAt === null ? <span className="soft">{t("admin.never-ends")}</span> : <Moment at={expiresAt} />;
}

function EndToken({ token: { id, name } }: { token: TokenView }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { act } = useAct();
  const ask = () =>
    modal.confirm({
      title: t("admin.token-end-title", { name }),
      content: t("admin.token-end-what"),
      okText: t("sessions.end"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: () =>
        act(async () => {
          await change("DELETE", fill(paths.token, { id }));
          refresh();
        }),
    });
  return (
    <Button size="small" danger onClick={ask}>
      {t("sessions.end")}
    </Button>
  );
}

interface Fields {
  readonly name: string;
  readonly days: number;
  readonly grants?: readonly GrantField[];
}

function TokenDialog({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const { busy, act } = useAct();
  const save = async ({ name, days, grants }: Fields) => {
    const body = { name, grants: toGrants(grants), expiresAt: new Date(pageClock.now() + days * day).toISOString() };
    const made = await act(async () =>
      onSecret((await send("POST", { path: paths.tokens, schema: tokenCreatedSchema }, body)).secret),
    );
    if (!made) return;
    refresh();
    onClose();
  };
  return (
    <Modal
      open
      title={t("admin.token-add")}
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
        initialValues={{ days: 90, grants: toFields([{ role: "viewer", enterpriseId: null }]) }}
      >
        <Form.Item
          name="name"
          label={t("word.name")}
          rules={[{ required: true, whitespace: true, message: t("admin.need-name") }]}
        >
          <Input autoFocus maxLength={100} placeholder={t("admin.token-example")} />
        </Form.Item>
        <Form.Item name="days" label={t("admin.token-days")} rules={[{ required: true, type: "integer", min: 1, max: 3650 }]}>
          <InputNumber min={1} max={3650} precision={0} />
        </Form.Item>
        <GrantsField />
      </Form>
    </Modal>
  );
}
