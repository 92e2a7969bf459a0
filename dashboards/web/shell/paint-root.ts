import type { Palette } from "./palette.ts";

export type Mode = "light" | "dark";

/** Gives the palette to the style sheet as custom properties, `inkSoft` as `--ink-soft`. */
export function paintRoot(mode: Mode, palette: Palette): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palette)) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
