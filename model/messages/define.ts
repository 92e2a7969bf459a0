import type { Bilingual, Language } from "../language.ts";

/** Values that a message may carry; they are stored with the message and rendered in either language. */
export type MessageValues = Readonly<Record<string, string | number | Bilingual>>;

/** A name in one language. Messages that were stored with an id in the place of the name show the id. */
export function nameIn(name: Bilingual | string, language: Language): string {
  return typeof name === "string" ? name : name[language];
}

/** A message as it is stored: the key of its text and the values to fill in. */
export interface Message {
  readonly key: string;
  readonly values: MessageValues;
}

/** Both texts of one message as functions of its values. */
export interface MessageText<V extends MessageValues> {
  "zh-CN"(values: V): string;
  en(values: V): string;
}

/** Declares the texts of one message, zh-CN first; `V` names the values that both must use. */
export function text<V extends MessageValues = Record<never, never>>(
  zhCN: (values: V) => string,
  en: (values: V) => string,
): MessageText<V> {
  return { "zh-CN": zhCN, en };
}

/** Renders a message text in both languages. */
export function inBoth<V extends MessageValues>(messageText: MessageText<V>, values: V): Bilingual {
  const render = (language: Language) => messageText[language](values);
  return { "zh-CN": render("zh-CN"), en: render("en") };
}
