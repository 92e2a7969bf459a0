import { coerceNodeId, DataChangeNotification, MonitoringMode, TimestampsToReturn } from "node-opcua";
import type { Sample } from "../define.ts";
import { decodeSignal, type SignalValue } from "./decode/signal.ts";
import { OpcuaFailure } from "./errors.ts";
import { holdSession } from "./held-session.ts";
import type { Learnt } from "./link.ts";
import { inBatches, planJobs, signalsJob } from "./plan.ts";
import type { Run } from "./run.ts";
import { services } from "./services.ts";
import type { Session } from "./session.ts";
import type { Standing } from "./standing.ts";

/** A subscription of the held session, with the last value of every signal. */
export interface Subscription {
  readonly session: Session;
  readonly id: number;
  readonly values: Map<string, SignalValue>;
  acknowledge: number[];
}

const itemsPerRequest = 100;
/** Answers to Publish that one run collects where the server has more to say. */
const publishesPerRun = 5;
/** Publishing intervals that a subscription outlives without being asked. */
const lifetimeCount = 10_000;

/**
 * `opcua.signals`: the server watches the declared nodes and keeps what changed; each run fetches that with one Publish and
 * gives the last value of every signal. Nothing is outstanding at the device between two runs.
 */
export async function runSignals(run: Run, standing: Standing): Promise<Learnt> {
  const held = await holdSession(run, standing);
  if (held === undefined) throw new OpcuaFailure("no-session", "the server grants no session", { target: run.endpoint.url });
  if (standing.subscription?.session !== held.session) standing.subscription = await subscribe(run, held.session);
  const { subscription } = standing;
  for (let count = 0; count < publishesPerRun; count++) {
    if (!(await publish(run, subscription))) break;
  }
  return { samples: samplesOf(run, subscription, standing.services.clock.now()) };
}

async function subscribe(run: Run, session: Session): Promise<Subscription> {
  const { endpoint } = run;
  const interval = planJobs(endpoint).find((job) => job.id === signalsJob)?.intervalMs ?? 1000;
  const { subscriptionId } = await session.call(run, services.createSubscription, {
    requestedPublishingInterval: Math.min(interval / 2, 1000),
    requestedLifetimeCount: lifetimeCount,
    requestedMaxKeepAliveCount: 1,
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
    priority: 0,
  });
  const subscription: Subscription = { session, id: subscriptionId, values: new Map(), acknowledge: [] };
  for (const [offset, batch] of inBatches(endpoint.signals, itemsPerRequest).entries()) {
    const { results } = await session.call(run, services.createMonitoredItems, {
      subscriptionId,
      timestampsToReturn: TimestampsToReturn.Neither,
      itemsToCreate: batch.map((signal, index) => ({
        itemToMonitor: { nodeId: coerceNodeId(signal.nodeId), attributeId: 13 },
        monitoringMode: MonitoringMode.Reporting,
        requestedParameters: {
          clientHandle: offset * itemsPerRequest + index,
          samplingInterval: interval / 2,
          discardOldest: true,
          queueSize: 1,
        },
      })),
    });
    for (const [index, signal] of batch.entries()) {
      if (!results?.[index]?.statusCode.isGood()) subscription.values.set(signal.id, { good: 0 });
    }
  }
  return subscription;
}

/** One Publish; true where the server has more to say at once. */
async function publish(run: Run, subscription: Subscription): Promise<boolean> {
  const { session, id, values } = subscription;
  const subscriptionAcknowledgements = subscription.acknowledge.map((sequenceNumber) => ({ subscriptionId: id, sequenceNumber }));
  const answer = await session.call(run, services.publish, { subscriptionAcknowledgements });
  const { notificationMessage } = answer;
  const notifications = notificationMessage?.notificationData ?? [];
  subscription.acknowledge = notifications.length === 0 ? [] : [notificationMessage.sequenceNumber];
  for (const notification of notifications) {
    if (!(notification instanceof DataChangeNotification)) continue;
    for (const { clientHandle, value } of notification.monitoredItems ?? []) {
      const signal = run.endpoint.signals[clientHandle];
      if (signal !== undefined) values.set(signal.id, decodeSignal(value));
    }
  }
  return answer.moreNotifications;
}

function samplesOf(run: Run, { values }: Subscription, at: number): Sample[] {
  return run.endpoint.signals.flatMap(({ id }) => {
    const fields = values.get(id);
    return fields === undefined ? [] : [{ measurement: "signal", tags: { signal: id }, fields: { ...fields }, at }];
  });
}
