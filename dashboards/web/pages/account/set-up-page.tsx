import { Button } from "antd";
import { useEffect, useState } from "react";
import { signOut } from "../../data/api-client.ts";
import { signInByPasskey } from "../../data/passkey.ts";
import { session } from "../../data/resources.ts";
import { cache } from "../../data/use-query.ts";
import { useAct } from "../../parts/use-act.ts";
import { leaveToLogin } from "../../shell/leave.ts";
import { PasswordForm } from "../../shell/password-form.tsx";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { LoginCard } from "../login/login-card.tsx";
import { CodeForm } from "./code-form.tsx";
import { TotpEnrolmentSteps } from "./totp-enrolment.tsx";
import "./account.css";

const refresh = () => cache.refresh((path) => path === session.path);

/** All that a session without a second factor can do: set one up, or prove the one that is there. */
export default function SetUpPage() {
  const { t } = useWords();
  const { factors, mustSetPassword } = useSession();
  const [password, setPassword] = useState<string>();
  const proving = factors.totp || factors.passkeys > 0;
  const title = t(proving ? "setup.prove" : "setup.title");
  useEffect(() => {
    document.title = `${title} · ${t("product.name")}`;
  }, [title, t]);
  return (
    <LoginCard>
      <h2 className="setup-title">{title}</h2>
      <p className="soft">{t(proving ? "setup.prove-why" : "setup.why")}</p>
      {proving && <Prove />}
      {!proving && (
        <ol className="setup-steps">
          <li aria-current={mustSetPassword && password === undefined ? "step" : undefined}>
            <strong>{t("setup.step-password")}</strong>
            {mustSetPassword && password === undefined && <PasswordForm first onSaved={setPassword} />}
          </li>
          <li aria-current={!mustSetPassword || password !== undefined ? "step" : undefined}>
            <strong>{t("setup.step-factor")}</strong>
            {(!mustSetPassword || password !== undefined) && <TotpEnrolmentSteps password={password} onDone={refresh} />}
          </li>
        </ol>
      )}
      <Leave />
    </LoginCard>
  );
}

/** A session by one factor, of a person who has a second one. */
function Prove() {
  const { t } = useWords();
  const { factors } = useSession();
  const { busy, act } = useAct();
  const byPasskey = async () => {
    if (await act(signInByPasskey)) refresh();
  };
  return (
    <>
      {factors.totp && <CodeForm onProved={refresh} />}
      {factors.passkeys > 0 && (
        <Button block size="large" loading={busy} onClick={byPasskey} type={factors.totp ? "default" : "primary"}>
          {t("login.passkey")}
        </Button>
      )}
    </>
  );
}

function Leave() {
  const { t } = useWords();
  const leave = async () => {
    await signOut().catch(() => undefined);
    leaveToLogin();
  };
  return (
    <Button type="link" block size="small" onClick={leave}>
      {t("setup.leave")}
    </Button>
  );
}
