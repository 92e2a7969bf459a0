import type { Language } from "../../../model/language.ts";
import type { Messages } from "./messages.ts";

const load: Readonly<Record<Language, () => Promise<Messages>>> = {
  "zh-CN": async () => (await import("./zh-CN.ts")).zhCN,
  en: async () => (await import("./en.ts")).en,
};
const loaded = new Map<Language, Promise<Messages>>();

/** The texts of a language, fetched when they are first asked for: a reader needs one of them. The same promise each time. */
export function dictionaryOf(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const dictionary = load[language]();
  loaded.set(language, dictionary);
  // What could not be fetched may be asked for again.
  dictionary.catch(() => loaded.delete(language));
  return dictionary;
}
