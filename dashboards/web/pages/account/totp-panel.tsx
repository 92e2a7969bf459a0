import { App, Button, Modal } from "antd";
import { useState } from "react";
import { recoveryCodesSchema } from "../../../../api/contract/accounts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { change, send } from "../../data/api-client.ts";
import { session } from "../../data/resources.ts";
import { cache } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { CodeForm } from "./code-form.tsx";
import { PasswordAsk } from "./password-ask.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { TotpEnrolmentSteps } from "./totp-enrolment.tsx";

const refresh = () => cache.refresh((path) => path === session.path);

/** The authenticator app: set up, prove, remove, and its recovery codes. */
export function TotpPanel() {
  const { t } = useWords();
  const { factors, assurance, mustSetPassword } = useSession();
  const [enrolling, setEnrolling] = useState(false);
  if (factors.totp && assurance !== "two-factor") {
    return (
      <Panel title={t("factor.totp")} note={t("setup.prove-why")}>
        <div className="account-form">
          <CodeForm onProved={refresh} />
        </div>
      </Panel>
    );
  }
  if (enrolling) {
    return (
      <Panel title={t("factor.totp")}>
        <TotpEnrolmentSteps
          onDone={() => {
            setEnrolling(false);
            refresh();
          }}
        />
      </Panel>
    );
  }
  return (
    <Panel title={t("factor.totp")}>
      <div className="account-row">
        <span>{t(factors.totp ? "factor.totp-on" : "factor.totp-off")}</span>
        {factors.totp ? (
          <Acts />
        ) : (
          <Button type="primary" disabled={mustSetPassword} onClick={() => setEnrolling(true)}>
            {t("factor.begin")}
          </Button>
        )}
      </div>
      {!factors.totp && <p className="soft">{t(mustSetPassword ? "banner.password" : "setup.why")}</p>}
    </Panel>
  );
}

function Acts() {
  const { t } = useWords();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<"remove" | "renew">();
  const [codes, setCodes] = useState<readonly string[]>();
  const remove = async (password: string) => {
    await change("DELETE", paths.accountTotp, { password });
    refresh();
    message.success(t("factor.removed"));
  };
  const renew = async (password: string) => {
    const asked = { path: paths.accountRecoveryCodes, schema: recoveryCodesSchema };
    setCodes((await send("POST", asked, { password })).recoveryCodes);
  };
  const close = () => setAsking(undefined);
  return (
    <span className="account-acts">
      <Button onClick={() => setAsking("renew")}>{t("factor.codes-renew")}</Button>
      <Button danger onClick={() => setAsking("remove")}>
        {t("factor.remove")}
      </Button>
      {asking === "remove" && (
        <PasswordAsk
          title={t("factor.remove-title")}
          what={t("factor.remove-what")}
          okText={t("factor.remove")}
          onClose={close}
          onPassword={remove}
        />
      )}
      {asking === "renew" && (
        <PasswordAsk
          title={t("factor.codes-renew")}
          what={t("factor.codes-renew-what")}
          okText={t("factor.next")}
          onClose={close}
          onPassword={renew}
        />
      )}
      {codes !== undefined && (
        <Modal open title={t("factor.codes")} footer={null} closable={false} width={480}>
          <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />
        </Modal>
      )}
    </span>
  );
}
