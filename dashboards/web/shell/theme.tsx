import { theme as antd, ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from "react";
import type { Language } from "../../../model/language.ts";
import { useWords } from "../words/language.tsx";
import { type Mode, paintRoot } from "./paint-root.ts";
import { dark, light, type Palette } from "./palette.ts";
import { recall, remember } from "./preferences.ts";

interface Look {
  readonly mode: Mode;
  readonly palette: Palette;
  readonly setMode: (mode: Mode) => void;
}

const LookContext = createContext<Look>({ mode: "light", palette: light, setMode: () => {} });
const antdLocales: Readonly<Record<Language, typeof zhCN>> = { "zh-CN": zhCN, en: enUS };

function startMode(): Mode {
  const kept = recall("theme");
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The nonce that the centre wrote into the page for the styles that antd makes. */
function styleNonce(): string {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute("content") ?? "";
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const [mode, setMode] = useState(startMode);
  const palette = mode === "dark" ? dark : light;
  const config = useMemo(() => antdTheme(mode, palette), [mode, palette]);
  useLayoutEffect(() => paintRoot(mode, palette), [mode, palette]);
  const look = useMemo<Look>(() => {
    const choose = (next: Mode) => {
      remember("theme", next);
      setMode(next);
    };
    return { mode, palette, setMode: choose };
  }, [mode, palette]);
  return (
    <LookContext value={look}>
      <ConfigProvider
        theme={config}
        locale={antdLocales[language]}
        csp={{ nonce: styleNonce() }}
        componentSize="middle"
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </LookContext>
  );
}

/** Theme and colours of the moment. */
export function useLook(): Look {
  return useContext(LookContext);
}

function antdTheme(mode: Mode, palette: Palette): ThemeConfig {
  return {
    algorithm: mode === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: "var(--font)",
      fontFamilyCode: "var(--font-code)",
      fontSize: 14,
      borderRadius: 6,
      colorPrimary: palette.brand,
      colorLink: palette.brand,
      colorLinkHover: palette.brand,
      colorLinkActive: palette.brand,
      colorInfo: palette.brand,
      colorError: palette.danger,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextTertiary: palette.inkFaint,
      colorTextQuaternary: palette.inkFaint,
      colorTextDescription: palette.inkFaint,
      colorTextPlaceholder: palette.inkFaint,
      colorTextDisabled: palette.inkFaint,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorTextLightSolid: mode === "dark" ? palette.ground : "#ffffff",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
    },
    components: {
      Table: {
        headerBg: palette.sunken,
        headerColor: palette.inkSoft,
        headerSplitColor: "transparent",
        rowHoverBg: palette.hover,
        rowExpandedBg: palette.sunken,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 10,
        cellFontSizeSM: 13,
      },
      Tooltip: { colorBgSpotlight: mode === "dark" ? "#33424f" : "#22303d", colorTextLightSolid: "#ffffff" },
      Tag: { defaultBg: palette.sunken, defaultColor: palette.inkSoft },
    },
  };
}
