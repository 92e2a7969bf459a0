import { type Language, languages } from "../../../model/language.ts";

/** The kept choice, else the browser's first language that we have, else Chinese. */
export function startLanguage(kept: string | null, browser: readonly string[]): Language {
  const known = languages.find((language) => language === kept);
  if (known !== undefined) return known;
  const first = browser.map((tag) => tag.toLowerCase()).find((tag) => tag.startsWith("zh") || tag.startsWith("en"));
  return first?.startsWith("en") ? "en" : "zh-CN";
}
