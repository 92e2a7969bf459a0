import { App, Button } from "antd";
import type { ReactNode } from "react";
import { change } from "../../data/api-client.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

/** Changing and removing a rule or a channel; what the removal means is said before. */
export function EntryActs({
  path,
  title,
  what,
  onEdit,
  onRemoved,
  children,
}: {
  path: string;
  title: string;
  what: string;
  onEdit: () => void;
  onRemoved: () => void;
  /** Acts before those of every entry. */
  children?: ReactNode;
}) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { act } = useAct();
  const ask = () =>
    modal.confirm({
      title,
      content: what,
      okText: t("alert-rule.remove"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: () =>
        act(async () => {
          await change("DELETE", path);
          onRemoved();
        }),
    });
  return (
    <span className="alert-acts">
      {children}
      <Button size="small" onClick={onEdit}>
        {t("alert-rule.change")}
      </Button>
      <Button size="small" danger onClick={ask}>
        {t("alert-rule.remove")}
      </Button>
    </span>
  );
}
