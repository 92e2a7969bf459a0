import { Tabs } from "antd";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { mayForAll } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { AuditView } from "./audit-view.tsx";
import { TokensView } from "./tokens-view.tsx";
import { UsersView } from "./users-view.tsx";
import "./administration.css";

const views = { users: UsersView, tokens: TokensView, audit: AuditView } as const;
type View = keyof typeof views;
const names: readonly View[] = ["users", "tokens", "audit"];

/** Who may do what, and who did what? */
export default function AdministrationPage() {
  const { t } = useWords();
  const asked = usePlace().query.get("view");
  const view = names.find((one) => one === asked) ?? "users";
  const Shown = views[view];
  if (!mayForAll(useSession())) {
    return (
      <PageFrame title={t("page.administration")}>
        <EmptyState title={t("error.forbidden")}>
          <p>{t("error.forbidden-next")}</p>
        </EmptyState>
      </PageFrame>
    );
  }
  return (
    <PageFrame title={t("page.administration")}>
      <Tabs
        activeKey={view}
        onChange={(key) => setQuery({ view: key === "users" ? null : key })}
        destroyOnHidden
        items={names.map((key) => ({ key, label: t(`admin.view-${key}`), children: key === view ? <Shown /> : null }))}
      />
    </PageFrame>
  );
}
