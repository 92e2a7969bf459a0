import { UserAddOutlined } from "@ant-design/icons";
import { Button, Table } from "antd";
import { useState } from "react";
import type { UserView } from "../../../../api/contract/accounts.ts";
import { users } from "../../data/administration-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { GrantList } from "../../parts/grant-list.tsx";
import { Panel } from "../../parts/page.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { UserActs } from "./user-acts.tsx";
import { UserDialog } from "./user-dialog.tsx";

const pageSize = 20;

/** Everybody with an account. */
export function UsersView() {
  const { t } = useWords();
  const entry = useQuery(users);
  const [editing, setEditing] = useState<UserView | "new">();
  const [link, setLink] = useState<string>();
  const add = (
    <Button size="small" type="primary" icon={<UserAddOutlined />} onClick={() => setEditing("new")}>
      {t("admin.user-add")}
    </Button>
  );
  return (
    <Panel title={t("admin.view-users")} note={t("admin.users-note")} aside={add} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<UserView>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={items.length > pageSize ? { pageSize, size: "small" } : false}
            columns={[
              { title: t("word.name"), key: "name", render: (_, user) => <Who user={user} /> },
              { title: t("account.roles"), key: "roles", render: (_, { grants }) => <GrantList grants={grants} /> },
              { title: t("factor.title"), key: "factors", width: 190, render: (_, user) => <Factors user={user} /> },
              { title: t("admin.since"), key: "since", width: 190, render: (_, { createdAt }) => <Moment at={createdAt} /> },
              {
                title: "",
                key: "act",
                width: 130,
                align: "right",
                render: (_, user) => <UserActs user={user} onEdit={() => setEditing(user)} onLink={setLink} />,
              },
            ]}
          />
        )}
      </Loaded>
      {editing !== undefined && (
        <UserDialog user={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} onLink={setLink} />
      )}
      <ShownOnce title={t("admin.link-title")} how={t("admin.link-how")} text={link} onClose={() => setLink(undefined)} />
    </Panel>
  );
}

function Who({ user: { name, email, lockedUntil } }: { user: UserView }) {
  const { t } = useWords();
  return (
    <>
      <strong>{name}</strong>
      <br />
      <span className="soft">{email}</span>
      {lockedUntil !== null && (
        <div className="locked">
          {t("admin.locked")} <Moment at={lockedUntil} />
        </div>
      )}
    </>
  );
}

function Factors({ user: { hasPassword, factors } }: { user: UserView }) {
  const { t } = useWords();
  const parts = [
    hasPassword && t("account.password"),
    factors.totp && t("factor.totp"),
    factors.passkeys > 0 && `${t("factor.passkeys")} ${factors.passkeys}`,
  ].filter((part) => part !== false);
  return <span className={parts.length === 0 ? "soft" : undefined}>{parts.join(" · ") || t("admin.link-only")}</span>;
}
