import type { Alert, AlertDelivery } from "../../model/alert.ts";
import type { AlertChannel } from "../../model/alert-channel.ts";
import type { Language } from "../../model/language.ts";
import type { Severity } from "../../model/severity.ts";
import type { AlertMessage } from "./channels/define.ts";

interface Told {
  readonly delivery: AlertDelivery;
  readonly channel: AlertChannel;
  readonly alert: Alert;
  readonly ruleName: string;
  readonly baseUrl: string;
}

const severityWords: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  "zh-CN": { critical: "严重", high: "高", medium: "中", low: "低" },
  en: { critical: "Critical", high: "High", medium: "Medium", low: "Low" },
};

/** The words of one message about an alert. */
export function messageOf({ delivery, channel, alert, ruleName, baseUrl }: Told): AlertMessage {
  const { language } = channel;
  return {
    id: alert.id,
    reason: delivery.reason,
    severity: alert.severity,
    language,
    title: titleOf(delivery.reason, alert, language),
    lines: language === "zh-CN" ? linesInChinese(alert, ruleName) : linesInEnglish(alert, ruleName),
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

function linesInChinese({ firedAt, resolvedAt }: Alert, ruleName: string): readonly string[] {
  const over = resolvedAt === null ? [] : [`恢复时间：${new Date(resolvedAt).toISOString()}`];
  return [`告警规则：${ruleName}`, `开始时间：${new Date(firedAt).toISOString()}`, ...over];
}

function linesInEnglish({ firedAt, resolvedAt }: Alert, ruleName: string): readonly string[] {
  const over = resolvedAt === null ? [] : [`Over since: ${new Date(resolvedAt).toISOString()}`];
  return [`Rule: ${ruleName}`, `Since: ${new Date(firedAt).toISOString()}`, ...over];
}
