import type { AlertDelivery, AlertRule } from "../../model/alert.ts";
import type { AlertChannel } from "../../model/alert-channel.ts";
import { day, hour, type Instant, minute, second } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { Services } from "../services.ts";
import type { AlertMessage } from "./channels/define.ts";
import { sendBy } from "./channels/index.ts";
import { digestOf, messageOf, testMessage } from "./messages.ts";

/** Waits between attempts; the last one repeats until a day has gone. */
const waits = [10 * second, minute, 5 * minute, 15 * minute, hour];
const giveUpAfter = day;
/** As many messages to one channel at once become one. */
const digestFrom = 4;

/**
 * Sends what is due; a channel that does not take it is tried again, longer apart each time, for a day. Where much is due at once, a
 * channel gets one message about all of it: robots of group chats take twenty a minute, and people read none of twenty.
 */
export async function deliverDue(services: Services): Promise<void> {
  const { alerts } = services.records;
  const due = await alerts.due(services.clock.now());
  if (due.length === 0) return;
  const [channels, rules] = await Promise.all([alerts.channels(), alerts.rules()]);
  for (const [channelId, deliveries] of Map.groupBy(due, (delivery) => delivery.channelId)) {
    const channel = channels.find(({ id }) => id === channelId);
    for (const outcome of await deliverBy(services, channel, deliveries, rules)) await alerts.saveDelivery(outcome);
  }
}

async function deliverBy(
  services: Services,
  channel: AlertChannel | undefined,
  deliveries: readonly AlertDelivery[],
  rules: readonly AlertRule[],
): Promise<readonly AlertDelivery[]> {
  const told = await Promise.all(
    deliveries.map(async (delivery) => ({
      delivery,
      message: channel && (await messageFor(services, channel, delivery, rules)),
    })),
  );
  const useless = told
    .filter(({ message }) => message === undefined)
    .map(({ delivery }) => ({ ...delivery, state: "dropped" as const }));
  const useful = told.flatMap(({ delivery, message }) => (message === undefined ? [] : { delivery, message }));
  if (channel === undefined || useful.length === 0) return useless;
  if (useful.length < digestFrom) {
    const sent = useful.map(({ delivery, message }) => attempt(services, channel, [delivery], message));
    return [...useless, ...(await Promise.all(sent)).flat()];
  }
  const digest = digestOf(
    useful.map(({ message }) => message),
    channel,
    services.baseUrl,
  );
  return [
    ...useless,
    ...(await attempt(
      services,
      channel,
      useful.map(({ delivery }) => delivery),
      digest,
    )),
  ];
}

/** One try for all deliveries that a message stands for. */
async function attempt(
  { clock, log }: Services,
  channel: AlertChannel,
  deliveries: readonly AlertDelivery[],
  message: AlertMessage,
): Promise<readonly AlertDelivery[]> {
  try {
    await sendBy(channel.settings, message);
    const sentAt = clock.now();
    return deliveries.map((one) => ({ ...one, attempts: one.attempts + 1, state: "sent", sentAt, lastError: null }));
  } catch (error) {
    const lastError = describeError(error).slice(0, 500);
    log.warn({ channel: channel.id, messages: deliveries.length, reason: lastError }, "an alert could not be delivered");
    return deliveries.map((one) => failed(one, lastError, clock.now()));
  }
}

function failed(delivery: AlertDelivery, lastError: string, now: Instant): AlertDelivery {
  const attempts = delivery.attempts + 1;
  const nextAttemptAt = now + (waits[Math.min(attempts, waits.length) - 1] ?? hour);
  const state = nextAttemptAt - delivery.at > giveUpAfter ? "given-up" : "pending";
  return { ...delivery, attempts, state, nextAttemptAt, lastError };
}

/** What is to be sent; undefined where that is of no use any more: what it was about is gone, or what was held is over. */
async function messageFor(
  services: Services,
  channel: AlertChannel,
  delivery: AlertDelivery,
  rules: readonly AlertRule[],
): Promise<AlertMessage | undefined> {
  const { records, baseUrl, clock } = services;
  if (delivery.alertId === null) return testMessage(channel, baseUrl, clock.now());
  const alert = await records.alerts.get(delivery.alertId);
  if (alert === undefined || (delivery.state === "held" && alert.resolvedAt !== null)) return undefined;
  const rule = rules.find(({ id }) => id === alert.ruleId);
  return messageOf({
    delivery,
    channel,
    alert,
    rule: { name: rule?.name ?? alert.ruleId, timeZone: rule?.timeZone ?? "UTC" },
    baseUrl,
  });
}
