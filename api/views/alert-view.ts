import type { Alert, AlertDelivery, AlertRule } from "../../model/alert.ts";
import type { AlertChannel, AlertChannelSettings } from "../../model/alert-channel.ts";
import type { AlertChannelView, AlertDeliveryView, AlertView } from "../contract/alerts.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function alertView(alert: Alert, rules: ReadonlyMap<string, AlertRule>): AlertView {
  const { id, ruleId, enterpriseId, assetId, severity, text, page, acknowledgedBy } = alert;
  return {
    id,
    rule: { id: ruleId, name: rules.get(ruleId)?.name ?? ruleId },
    enterpriseId,
    assetId: enterpriseId === null || assetId === null ? null : `${enterpriseId}.${assetId}`,
    severity,
    text,
    page,
    firedAt: isoTime(alert.firedAt),
    resolvedAt: isoTimeOrNull(alert.resolvedAt),
    acknowledgedBy,
    acknowledgedAt: isoTimeOrNull(alert.acknowledgedAt),
  };
}

/** A channel without what would let others use it: secrets, and the part of a robot's address behind its host. */
export function channelView(channel: AlertChannel): AlertChannelView {
  const { settings } = channel;
  return { ...channel, settings: withoutSecrets(settings), hasSecret: "secret" in settings && settings.secret !== "" };
}

/** What stands in place of an address that holds a key. */
export const hiddenPath = "/…";

function withoutSecrets(settings: AlertChannelSettings): AlertChannelSettings {
  switch (settings.kind) {
    case "syslog":
      return settings;
    case "email":
      return { ...settings, secret: "" };
    case "wecom":
      return { ...settings, url: hidden(settings.url) };
    default:
      return { ...settings, url: hidden(settings.url), secret: "" };
  }
}

function hidden(url: string): string {
  return `${new URL(url).origin}${hiddenPath}`;
}

export function deliveryView(
  { at, nextAttemptAt, sentAt, channelId, ...delivery }: AlertDelivery,
  around: { alerts: ReadonlyMap<string, Alert>; channels: ReadonlyMap<string, AlertChannel> },
): AlertDeliveryView {
  return {
    ...delivery,
    text: around.alerts.get(delivery.alertId ?? "")?.text ?? null,
    channel: { id: channelId, name: around.channels.get(channelId)?.name ?? channelId },
    at: isoTime(at),
    nextAttemptAt: isoTime(nextAttemptAt),
    sentAt: isoTimeOrNull(sentAt),
  };
}
