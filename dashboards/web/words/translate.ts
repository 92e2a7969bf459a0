import type { Language } from "../../../model/language.ts";
import { en } from "./en.ts";
import type { Messages, Translate } from "./messages.ts";
import { zhCN } from "./zh-CN.ts";

const dictionaries: Readonly<Record<Language, Messages>> = { "zh-CN": zhCN, en };

/** The texts of one language as a function. */
export function translator(language: Language): Translate {
  const dictionary = dictionaries[language];
  return (key, ...given) => {
    // The signature of Translate has checked that the values fit the key; the union of all texts hides it here.
    const text = dictionary[key] as string | ((values: unknown) => string);
    return typeof text === "string" ? text : text(given[0]);
  };
}
