import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import type { Language } from "../../model/language.ts";
import { chromium as chromiumTool } from "./tools.ts";

/** Chromium must start as root in a container and must not look for anything outside. */
const switches = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface OpenBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Opens a browser with an empty profile in a language and a colour scheme. */
export async function openBrowser(look: {
  language: Language;
  scheme: "light" | "dark";
  width?: number;
  height?: number;
}): Promise<OpenBrowser> {
  const executablePath = chromiumTool.find();
  if (executablePath === undefined) throw new Error("Chromium is not installed");
  const profile = await mkdtemp(join(tmpdir(), "plantwatch-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: switches,
    locale: look.language,
    colorScheme: look.scheme,
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Gives a browser the session that a `cookie` header stands for. */
export async function logIn(context: BrowserContext, baseUrl: string, cookie: string): Promise<void> {
  const cookies = cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: baseUrl };
  });
  await context.addCookies(cookies);
}
