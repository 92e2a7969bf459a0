import type { Alert, AlertDelivery, AlertRule } from "../../model/alert.ts";
import type { AlertChannel } from "../../model/alert-channel.ts";
import type { Instant } from "../../model/instant.ts";
import type { Language } from "../../model/language.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { AlertMessage } from "./channels/define.ts";

interface Told {
  readonly delivery: AlertDelivery;
  readonly channel: AlertChannel;
  readonly alert: Alert;
  readonly rule: Pick<AlertRule, "name" | "timeZone">;
  readonly baseUrl: string;
}

const severityWords: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  "zh-CN": { critical: "严重", high: "高", medium: "中", low: "低" },
  en: { critical: "Critical", high: "High", medium: "Medium", low: "Low" },
};

/** The words of one message about an alert. */
export function messageOf({ delivery, channel, alert, rule, baseUrl }: Told): AlertMessage {
  const { language } = channel;
  return {
    id: alert.id,
    reason: delivery.reason,
    severity: alert.severity,
    language,
    title: titleOf(delivery.reason, alert, language),
    lines: language === "zh-CN" ? linesInChinese(alert, rule) : linesInEnglish(alert, rule),
    url: new URL(alert.page, baseUrl).href,
    at: new Date(delivery.reason === "resolved" ? (alert.resolvedAt ?? delivery.at) : alert.firedAt).toISOString(),
    alert,
  };
}

/** What a channel gets when a person tries it. */
export function testMessage({ id, language, name }: AlertChannel, baseUrl: string, now: number): AlertMessage {
  const [title, line] =
    language === "zh-CN"
      ? [`Plantwatch 测试消息`, `通知渠道“${name}”可用。`]
      : ["Plantwatch test message", `The channel “${name}” works.`];
  const at = new Date(now).toISOString();
  return {
    id,
    reason: "test",
    severity: "low",
    language,
    title,
    lines: [line],
    url: new URL("/alerts", baseUrl).href,
    at,
    alert: null,
  };
}

function titleOf(reason: AlertDelivery["reason"], { severity, text }: Alert, language: Language): string {
  const word = severityWords[language][severity];
  if (reason === "resolved") return language === "zh-CN" ? `已恢复：${text["zh-CN"]}` : `Over: ${text.en}`;
  if (reason === "reminder")
    return language === "zh-CN" ? `仍未处理（${word}）：${text["zh-CN"]}` : `Still (${word}): ${text.en}`;
  return language === "zh-CN" ? `${word}：${text["zh-CN"]}` : `${word}: ${text.en}`;
}

function linesInChinese({ firedAt, resolvedAt }: Alert, { name, timeZone }: Told["rule"]): readonly string[] {
  const over = resolvedAt === null ? [] : [`恢复时间：${localTime(resolvedAt, timeZone)}`];
  return [`告警规则：${name}`, `开始时间：${localTime(firedAt, timeZone)}`, ...over];
}

function linesInEnglish({ firedAt, resolvedAt }: Alert, { name, timeZone }: Told["rule"]): readonly string[] {
  const over = resolvedAt === null ? [] : [`Over since: ${localTime(resolvedAt, timeZone)}`];
  return [`Rule: ${name}`, `Since: ${localTime(firedAt, timeZone)}`, ...over];
}

/** Date and time where the rule's people are, with the zone, since messages travel. */
function localTime(at: Instant, timeZone: string): string {
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(at);
  return `${local} (${timeZone})`;
}

/** Lines that a digest names one by one. */
const digestLines = 20;

/** One message in place of many to the same channel. */
export function digestOf(messages: readonly AlertMessage[], channel: AlertChannel, baseUrl: string): AlertMessage {
  const chinese = channel.language === "zh-CN";
  const worst = messages.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  const [first] = worst;
  const more = worst.length - digestLines;
  const rest = more <= 0 ? [] : [chinese ? `另有 ${more} 条` : `and ${more} more`];
  return {
    id: first?.id ?? channel.id,
    reason: first?.reason ?? "fired",
    severity: first?.severity ?? "low",
    language: channel.language,
    title: chinese ? `${messages.length} 条告警消息` : `${messages.length} alert messages`,
    lines: [...worst.slice(0, digestLines).map(({ title }) => title), ...rest],
    url: new URL("/alerts", baseUrl).href,
    at: first?.at ?? "",
    alert: null,
  };
}
