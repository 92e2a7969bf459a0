import { Button } from "antd";
import { useState } from "react";
import { GrantList } from "../../parts/grant-list.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { PasswordDialog } from "../../shell/password-dialog.tsx";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { OpenSessions } from "./open-sessions.tsx";
import { Passkeys } from "./passkeys.tsx";
import { TotpPanel } from "./totp-panel.tsx";
import "./account.css";

/** What opens a person's own account, and where it is open now. */
export default function AccountPage() {
  const { t } = useWords();
  const { actor, name } = useSession();
  return (
    <PageFrame title={t("page.account")} aside={<span className="soft">{`${name} · ${actor}`}</span>}>
      <div className="account-grid">
        <PasswordPanel />
        <TotpPanel />
        <Passkeys />
        <RolesPanel />
        <div className="account-wide">
          <OpenSessions />
        </div>
      </div>
    </PageFrame>
  );
}

function PasswordPanel() {
  const { t } = useWords();
  const { mustSetPassword } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Panel title={t("account.password")}>
      <div className="account-row">
        <span>{t(mustSetPassword ? "account.password-none" : "account.password-set")}</span>
        <Button onClick={() => setOpen(true)}>{t(mustSetPassword ? "shell.set-password" : "account.password-change")}</Button>
      </div>
      <PasswordDialog open={open} onClose={() => setOpen(false)} />
    </Panel>
  );
}

function RolesPanel() {
  const { t } = useWords();
  const { grants } = useSession();
  return (
    <Panel title={t("account.roles")}>
      <GrantList grants={grants} />
    </Panel>
  );
}
