import type { Bilingual } from "../language.ts";
import { addressMessages } from "./addresses.ts";
import { advisoryMessages } from "./advisories.ts";
import { commonMessages } from "./common.ts";
import { inBoth, type Message, type MessageText, type MessageValues } from "./define.ts";
import { inventoryMessages } from "./inventory.ts";
import { modbusMessages } from "./modbus.ts";
import { opcuaMessages } from "./opcua.ts";
import { processMessages } from "./process.ts";
import { scoringMessages } from "./scoring.ts";
import { submissionMessages } from "./submission.ts";
import { verificationMessages } from "./verification.ts";

const texts = {
  ...commonMessages,
  ...opcuaMessages,
  ...modbusMessages,
  ...inventoryMessages,
  ...addressMessages,
  ...advisoryMessages,
  ...processMessages,
  ...scoringMessages,
  ...verificationMessages,
  ...submissionMessages,
};

export type MessageKey = keyof typeof texts;
type ValuesOf<K extends MessageKey> = (typeof texts)[K] extends MessageText<infer V> ? V : never;
type Arguments<K extends MessageKey> = keyof ValuesOf<K> extends never ? [] : [values: ValuesOf<K>];

/** Makes a message; the compiler refuses an unknown key and a missing or wrong value. */
export function message<K extends MessageKey>(key: K, ...[values]: Arguments<K>): Message {
  return { key, values: values ?? {} };
}

/** Renders a stored message in both languages; an unknown key (written by a newer release) renders as itself. */
export function render(stored: Message): Bilingual {
  const known: Readonly<Record<string, MessageText<MessageValues>>> = texts;
  const messageText = known[stored.key];
  return messageText === undefined ? { "zh-CN": stored.key, en: stored.key } : inBoth(messageText, stored.values);
}
