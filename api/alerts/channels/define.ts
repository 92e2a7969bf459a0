import type { Alert, AlertDelivery } from "../../../model/alert.ts";
import type { AlertChannelKind, AlertChannelSettings } from "../../../model/alert-channel.ts";
import { second } from "../../../model/instant.ts";
import type { Language } from "../../../model/language.ts";
import type { Severity } from "../../../model/severity.ts";

/** One message as every channel gets it. */
export interface AlertMessage {
  readonly id: string;
  readonly reason: AlertDelivery["reason"];
  readonly severity: Severity;
  readonly language: Language;
  /** One line. */
  readonly title: string;
  /** A few short lines of plain text. */
  readonly lines: readonly string[];
  /** Address of the page that shows it. */
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null where a channel is tried. */
  readonly alert: Alert | null;
}

/** A way to tell people. `send` throws where the other side did not take the message; it is tried again later. */
export interface AlertChannelDriver<K extends AlertChannelKind = AlertChannelKind> {
  readonly kind: K;
  send(settings: Extract<AlertChannelSettings, { kind: K }>, message: AlertMessage): Promise<void>;
}

export const sendTimeoutMs = 10 * second;

/** Posts JSON and answers what came back; throws on anything but a 2xx. Redirects are not followed: a key could travel elsewhere. */
export async function postJson(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(sendTimeoutMs),
  });
  const text = (await response.text()).slice(0, 2000);
  if (!response.ok) throw new Error(`HTTP ${response.status} ${text.slice(0, 200)}`);
  return text;
}

/** Text that a robot's Markdown must not take for markup. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}

/** Cuts a text to so many bytes of UTF-8, between characters. */
export function cutToBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const cut = Buffer.from(text).subarray(0, most - 3);
  return `${new TextDecoder("utf-8").decode(cut, { stream: true })}…`;
}
