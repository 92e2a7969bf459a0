import type { Section } from "./section.ts";
import type { zhCN } from "./zh-CN.ts";

/** Every text of the pages, as the source language declares it. */
export type Messages = Section<typeof zhCN>;
export type MessageKey = keyof Messages;

/** What must be given to fill a text in: nothing where it is fixed. */
export type Arguments<Key extends MessageKey> = Messages[Key] extends (values: infer Values) => string ? [values: Values] : [];

/** Gives the text of a key in the reader's language. */
export type Translate = <Key extends MessageKey>(key: Key, ...given: Arguments<Key>) => string;
