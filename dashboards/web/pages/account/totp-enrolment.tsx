import { Button, Form, Input, QRCode } from "antd";
import { useState } from "react";
import { type TotpEnrolment, totpEnrolmentSchema } from "../../../../api/contract/accounts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { change, send } from "../../data/api-client.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** Sets up an authenticator app: password, QR code with a first code, recovery codes. */
export function TotpEnrolmentSteps({ password, onDone }: { password?: string | undefined; onDone: () => void }) {
  const [enrolment, setEnrolment] = useState<TotpEnrolment>();
  const [confirmed, setConfirmed] = useState(false);
  if (enrolment === undefined) return <Begin known={password} onBegun={setEnrolment} />;
  if (!confirmed) return <Confirm uri={enrolment.uri} onConfirmed={() => setConfirmed(true)} />;
  return <RecoveryCodes codes={enrolment.recoveryCodes} onKept={onDone} />;
}

function Begin({ known, onBegun }: { known: string | undefined; onBegun: (enrolment: TotpEnrolment) => void }) {
  const { t } = useWords();
  const { busy, act } = useAct();
  const begin = ({ password = known }: { password?: string | undefined }) =>
    act(async () => onBegun(await send("POST", { path: paths.accountTotp, schema: totpEnrolmentSchema }, { password })));
  return (
    <Form layout="vertical" onFinish={begin} requiredMark={false} className="account-form">
      {known === undefined && (
        <Form.Item
          name="password"
          label={t("factor.begin-password")}
          rules={[{ required: true, message: t("login.need-password") }]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("factor.next")}
      </Button>
    </Form>
  );
}

function Confirm({ uri, onConfirmed }: { uri: string; onConfirmed: () => void }) {
  const { t } = useWords();
  const { busy, act } = useAct();
  const confirm = async ({ code }: { code: string }) => {
    if (await act(() => change("POST", paths.sessionTotp, { code }))) onConfirmed();
  };
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <div className="totp">
      <div role="img" aria-label={t("factor.qr")} className="totp-qr">
        <QRCode value={uri} type="svg" size={176} color="#10243a" bgColor="#ffffff" />
      </div>
      <Form layout="vertical" onFinish={confirm} requiredMark={false} className="account-form">
        <p>{t("factor.scan")}</p>
        <p>
          {t("factor.secret")} <code className="totp-secret">{secret.match(/.{1,4}/g)?.join(" ")}</code>
        </p>
        <Form.Item
          name="code"
          label={t("login.code")}
          rules={[{ required: true, pattern: /^\d{6}$/, message: t("login.code-form") }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" autoFocus className="code-input" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("factor.confirm")}
        </Button>
      </Form>
    </div>
  );
}
