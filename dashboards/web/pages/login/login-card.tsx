import type { ReactNode } from "react";
import { Logo } from "../../shell/logo.tsx";
import { LanguageSwitch, ThemeSwitch } from "../../shell/top-bar.tsx";
import { useWords } from "../../words/language.tsx";
import "./login-page.css";

/** The card of pages that stand before all others: logging in and setting up a second factor. */
export function LoginCard({ children }: { children: ReactNode }) {
  const { t } = useWords();
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
        {children}
      </main>
    </div>
  );
}
