import type { AlertDelivery } from "../../model/alert.ts";
import { day, hour, minute, second } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { Services } from "../services.ts";
import type { AlertMessage } from "./channels/define.ts";
import { sendBy } from "./channels/index.ts";
import { messageOf, testMessage } from "./messages.ts";

/** Waits between attempts; the last one repeats until a day has gone. */
const waits = [10 * second, minute, 5 * minute, 15 * minute, hour];
const giveUpAfter = day;

/** Sends what is due; a channel that does not take it is tried again, longer apart each time, for a day. */
export async function deliverDue(services: Services): Promise<void> {
  const { records, clock } = services;
  for (const delivery of await records.alerts.due(clock.now())) {
    await records.alerts.saveDelivery(await attempt(services, delivery));
  }
}

async function attempt(services: Services, delivery: AlertDelivery): Promise<AlertDelivery> {
  const { clock, log } = services;
  const message = await messageFor(services, delivery);
  if (message === undefined) return { ...delivery, state: "dropped" };
  const attempts = delivery.attempts + 1;
  try {
    await message.send();
    return { ...delivery, attempts, state: "sent", sentAt: clock.now(), lastError: null };
  } catch (error) {
    const lastError = describeError(error).slice(0, 500);
    log.warn({ channel: delivery.channelId, attempts, reason: lastError }, "an alert could not be delivered");
    const nextAttemptAt = clock.now() + (waits[Math.min(attempts, waits.length) - 1] ?? hour);
    const state = nextAttemptAt - delivery.at > giveUpAfter ? "given-up" : "pending";
    return { ...delivery, attempts, state, nextAttemptAt, lastError };
  }
}

/** What is to be sent; undefined where that is of no use any more: the channel is gone, or what was held is over. */
async function messageFor(services: Services, delivery: AlertDelivery): Promise<{ send(): Promise<void> } | undefined> {
  const { records, baseUrl, clock } = services;
  const channel = (await records.alerts.channels()).find(({ id }) => id === delivery.channelId);
  if (channel === undefined) return undefined;
  const sending = (message: AlertMessage) => ({ send: () => sendBy(channel.settings, message) });
  if (delivery.alertId === null) return sending(testMessage(channel, baseUrl, clock.now()));
  const alert = await records.alerts.get(delivery.alertId);
  if (alert === undefined || (delivery.state === "held" && alert.resolvedAt !== null)) return undefined;
  const rule = (await records.alerts.rules()).find(({ id }) => id === alert.ruleId);
  return sending(messageOf({ delivery, channel, alert, ruleName: rule?.name ?? alert.ruleId, baseUrl }));
}
