import { GlobalOutlined, MoonOutlined, SunOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { signOut } from "../data/api-client.ts";
import { useNow } from "../data/clock.ts";
import { useLive } from "../data/live.ts";
import { SimulatedTag } from "../parts/marks.tsx";
import { navigate } from "../router.ts";
import { to } from "../routes.ts";
import { SearchOpener } from "../search/search-opener.tsx";
import { useWords } from "../words/language.tsx";
import { leaveToLogin } from "./leave.ts";
import { useSession } from "./session-gate.tsx";
import { useLook } from "./theme.tsx";
import { useNewestData, useSystem, useSystemRefresh } from "./use-system.ts";

export function TopBar() {
  const { t } = useWords();
  const system = useSystem();
  useSystemRefresh();
  return (
    <div className="top">
      <span className="top-product">{t("product.subtitle")}</span>
      {system.value?.demo === true && <SimulatedTag />}
      <div className="top-right">
        <SearchOpener />
        <DataAge />
        <LanguageSwitch />
        <ThemeSwitch />
        <Account />
      </div>
    </div>
  );
}

/** How old the newest data is, and whether new data can reach the page. */
function DataAge() {
  const { t, format } = useWords();
  const { state } = useLive();
  const now = useNow();
  const newest = useNewestData();
  const age =
    newest === null ? t("shell.data-none") : t("shell.data-age", { age: format.age(Math.min(Date.parse(newest), now), now) });
  return (
    <span className={`live live-${state}`}>
      <i aria-hidden="true" />
      {t(`shell.${state}`)} · {age}
    </span>
  );
}

export function LanguageSwitch() {
  const { t, language, setLanguage } = useWords();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <Button
      type="text"
      icon={<GlobalOutlined />}
      lang={other}
      aria-label={t("shell.language-label")}
      onClick={() => setLanguage(other)}
    >
      {t("shell.language")}
    </Button>
  );
}

export function ThemeSwitch() {
  const { t } = useWords();
  const { mode, setMode } = useLook();
  const other = mode === "dark" ? "light" : "dark";
  const label = t(`shell.to-${other}`);
  return (
    <Button
      type="text"
      title={label}
      aria-label={label}
      icon={mode === "dark" ? <SunOutlined /> : <MoonOutlined />}
      onClick={() => setMode(other)}
    />
  );
}

function Account() {
  const { t } = useWords();
  const session = useSession();
  const leave = async () => {
    await signOut().catch(() => undefined);
    leaveToLogin();
  };
  const items = [
    { key: "account", label: t("page.account"), onClick: () => navigate(to.account()) },
    { key: "leave", label: t("shell.sign-out"), onClick: leave },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} aria-haspopup="menu">
        {session.name}
      </Button>
    </Dropdown>
  );
}
