import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { signIn } from "../../data/api-client.ts";
import { passkeysUsable, signInByPasskey } from "../../data/passkey.ts";
import { cache } from "../../data/use-query.ts";
import { explainError } from "../../parts/states.tsx";
import { navigate, usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { CodeForm } from "../account/code-form.tsx";
import { LoginCard } from "./login-card.tsx";
import { isWallboard, placeAfter } from "./place-after.ts";

interface Fields {
  readonly email: string;
  readonly password: string;
}

const enter = () => {
  cache.clear();
  const place = placeAfter(new URLSearchParams(location.search), location.origin);
  if (isWallboard(place)) location.replace(place);
  else navigate(place, { replace: true });
};

export default function LoginPage() {
  const { t } = useWords();
  const [codeNext, setCodeNext] = useState(false);
  useEffect(() => {
    document.title = `${t("login.title")} · ${t("product.name")}`;
  }, [t]);
  if (codeNext) {
    return (
      <LoginCard>
        <CodeForm onProved={enter} />
        <Button type="link" block size="small" onClick={() => setCodeNext(false)}>
          {t("login.back")}
        </Button>
      </LoginCard>
    );
  }
  return (
    <LoginCard>
      <LoginForm onCodeNext={() => setCodeNext(true)} />
      <section className="login-first">
        <h2>{t("login.first")}</h2>
        <p>{t("login.first-how")}</p>
      </section>
    </LoginCard>
  );
}

function LoginForm({ onCodeNext }: { onCodeNext: () => void }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const linkRefused = usePlace().query.get("error") === "link";
  const [failure, setFailure] = useState(linkRefused ? t("login.link-refused") : undefined);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      const { what, next } = explainError(error, t);
      setFailure(next === undefined ? what : `${what} ${next}`);
      setBusy(false);
    }
  };
  const byPassword = ({ email, password }: Fields) =>
    attempt(async () => ((await signIn(email, password)) === "second-factor" ? onCodeNext() : enter()));
  const byPasskey = () => attempt(async () => signInByPasskey().then(enter));
  return (
    <Form layout="vertical" onFinish={byPassword} requiredMark={false} size="large">
      {failure !== undefined && <Alert type="error" title={failure} showIcon role="alert" style={{ marginBottom: 16 }} />}
      <Form.Item name="email" label={t("login.email")} rules={[{ required: true, message: t("login.need-email") }]}>
        <Input type="email" autoComplete="username webauthn" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t("login.password")} rules={[{ required: true, message: t("login.need-password") }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t("login.submit")}
      </Button>
      {passkeysUsable() && (
        <Button block onClick={byPasskey} disabled={busy} className="login-passkey">
          {t("login.passkey")}
        </Button>
      )}
    </Form>
  );
}
