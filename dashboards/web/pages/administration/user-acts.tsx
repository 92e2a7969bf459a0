import { App, Button, Dropdown } from "antd";
import { endedSessionsSchema, oneTimeLinkSchema, type UserView } from "../../../../api/contract/accounts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { users } from "../../data/administration-resources.ts";
import { change, send } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

const refresh = () => cache.refresh((path) => path === users.path);

/** What an administrator can do about an account; what hurts says first what will happen. */
export function UserActs({ user, onEdit, onLink }: { user: UserView; onEdit: () => void; onLink: (url: string) => void }) {
  const { t } = useWords();
  const { modal, message } = App.useApp();
  const { act } = useAct();
  const { id, name } = user;

  const makeLink = () =>
    act(async () => onLink((await send("POST", { path: fill(paths.userLink, { id }), schema: oneTimeLinkSchema }, {})).url));
  const ask = (kind: "reset" | "sessions" | "remove", work: () => Promise<unknown>) =>
    modal.confirm({
      title: t(`admin.${kind}-title`, { name }),
      content: t(`admin.${kind}-what`),
      okText: t(`admin.${kind}`),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: () =>
        act(async () => {
          await work();
          refresh();
        }),
    });
  const endSessions = async () => {
    const { ended } = await send("DELETE", { path: fill(paths.userSessions, { id }), schema: endedSessionsSchema });
    message.success(t("sessions.ended", { n: ended }));
  };
  const unlock = () =>
    act(async () => {
      await change("DELETE", fill(paths.userLock, { id }));
      refresh();
    });
  const items = [
    { key: "link", label: t("admin.link"), onClick: makeLink },
    ...(user.lockedUntil === null ? [] : [{ key: "unlock", label: t("admin.unlock"), onClick: unlock }]),
    { key: "sessions", label: t("admin.sessions"), onClick: () => ask("sessions", endSessions) },
    {
      key: "reset",
      label: t("admin.reset"),
      onClick: () => ask("reset", () => change("DELETE", fill(paths.userSecondFactor, { id }))),
    },
    {
      key: "remove",
      label: t("admin.remove"),
      danger: true,
      onClick: () => ask("remove", () => change("DELETE", fill(paths.user, { id }))),
    },
  ];
  return (
    <span className="user-acts">
      <Button size="small" onClick={onEdit}>
        {t("account.roles")}
      </Button>
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <Button size="small" aria-haspopup="menu" aria-label={t("admin.more", { name })}>
          ⋯
        </Button>
      </Dropdown>
    </span>
  );
}
