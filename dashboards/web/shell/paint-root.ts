import type { Palette } from "./palette.ts";

export type Mode = "light" | "dark";

export const fontFamily =
  '"Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Zen Hei", "Helvetica Neue", sans-serif';
export const fontFamilyCode =
  'ui-monospace, "Cascadia Mono", "SF Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace';

/** Gives the palette to the style sheet as custom properties, `inkSoft` as `--ink-soft`. */
export function paintRoot(mode: Mode, palette: Palette): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palette)) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
  root.style.setProperty("--font", fontFamily);
  root.style.setProperty("--font-code", fontFamilyCode);
}
