import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { signIn } from "../../data/api-client.ts";
import { cache } from "../../data/use-query.ts";
import { explainError } from "../../parts/states.tsx";
import { navigate, usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { Logo } from "../../shell/logo.tsx";
import { LanguageSwitch, ThemeSwitch } from "../../shell/top-bar.tsx";
import { useWords } from "../../words/language.tsx";
import "./login-page.css";

interface Fields {
  readonly email: string;
  readonly password: string;
}

export function LoginPage() {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${t("login.title")} · ${t("product.name")}`;
  }, [t]);
  return (
    <div className="login">
      <div className="login-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="login-card">
        <div className="login-brand">
          <Logo size={40} />
          <div>
            <h1>{t("product.name")}</h1>
            <p className="soft">{t("product.subtitle")}</p>
          </div>
        </div>
        <LoginForm />
        <section className="login-first">
          <h2>{t("login.first")}</h2>
          <p>{t("login.first-how")}</p>
        </section>
      </main>
    </div>
  );
}

function LoginForm() {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const linkRefused = usePlace().query.get("error") === "link";
  const [failure, setFailure] = useState(linkRefused ? t("login.link-refused") : undefined);
  const submit = async ({ email, password }: Fields) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await signIn(email, password);
      cache.clear();
      navigate(to.overview(), { replace: true });
    } catch (error) {
      setFailure(explainError(error, t).what);
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false} size="large">
      {failure !== undefined && <Alert type="error" title={failure} showIcon role="alert" style={{ marginBottom: 16 }} />}
      <Form.Item name="email" label={t("login.email")} rules={[{ required: true, message: t("login.need-email") }]}>
        <Input type="email" autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t("login.password")} rules={[{ required: true, message: t("login.need-password") }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t("login.submit")}
      </Button>
    </Form>
  );
}
