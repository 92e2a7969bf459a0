import { randomUUID } from "node:crypto";
import type { Alert, AlertDelivery, AlertRule } from "../../model/alert.ts";
import { type Instant, minute } from "../../model/instant.ts";
import type { Services } from "../services.ts";
import { type Subject, subjectsOf } from "./conditions.ts";
import { isForgotten, type Looks, look } from "./firing.ts";
import { quietUntil } from "./quiet.ts";

/** What one look changed. */
interface Change {
  readonly alert: Alert;
  readonly reason: AlertDelivery["reason"];
}

/** Looks at every rule again and again; remembers the last looks, which a restart only makes it count anew. */
export class AlertWatch {
  readonly #services: Services;
  readonly #looks = new Map<string, Looks>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** One look at every rule: what fires, what is over, and what is to be repeated, with the messages about it. */
  async look(): Promise<void> {
    const { records, clock } = this.#services;
    const now = clock.now();
    const [rules, firing] = await Promise.all([records.alerts.rules(), records.alerts.firing()]);
    for (const rule of rules) {
      const own = firing.filter(({ ruleId }) => ruleId === rule.id);
      const changes = rule.enabled ? await this.#lookAt(rule, own, now) : own.map((alert) => over(alert, now));
      await this.#keep(rule, changes, now);
    }
    const known = new Set(rules.map(({ id }) => id));
    const orphans = firing.filter(({ ruleId }) => !known.has(ruleId)).map((alert) => over(alert, now).alert);
    await records.alerts.save(orphans);
  }

  async #lookAt(rule: AlertRule, firing: readonly Alert[], now: Instant): Promise<readonly Change[]> {
    const holding = new Map((await subjectsOf(rule, this.#services)).map((subject) => [subject.key, subject]));
    const firingBySubject = new Map(firing.map((alert) => [alert.subject, alert]));
    const remembered = [...this.#looks.keys()].flatMap((key) =>
      key.startsWith(`${rule.id} `) ? key.slice(rule.id.length + 1) : [],
    );
    const changes: Change[] = [];
    for (const key of new Set([...holding.keys(), ...firingBySubject.keys(), ...remembered])) {
      const subject = holding.get(key);
      const alert = firingBySubject.get(key);
      const change = this.#step(rule, key, subject, alert, now);
      if (change !== undefined) changes.push(change);
    }
    return changes;
  }

  #step(rule: AlertRule, key: string, subject: Subject | undefined, alert: Alert | undefined, now: Instant): Change | undefined {
    const memory = `${rule.id} ${key}`;
    const { looks, step } = look(this.#looks.get(memory), subject !== undefined, alert !== undefined, rule);
    if (isForgotten(looks) && (alert === undefined || step === "resolve")) this.#looks.delete(memory);
    else this.#looks.set(memory, looks);
    if (step === "fire" && subject !== undefined) return { alert: fire(rule, subject, now), reason: "fired" };
    if (step === "resolve" && alert !== undefined) return over(alert, now);
    return alert === undefined ? undefined : reminder(rule, alert, now);
  }

  async #keep(rule: AlertRule, changes: readonly Change[], now: Instant): Promise<void> {
    if (changes.length === 0) return;
    const { alerts } = this.#services.records;
    await alerts.save(changes.map(({ alert }) => alert));
    const told = changes.filter(({ reason }) => reason !== "resolved" || rule.tellEnd);
    await alerts.addDeliveries(
      told.flatMap((change) => rule.channelIds.map((channelId) => deliveryOf(rule, change, channelId, now))),
    );
  }
}

function fire(rule: AlertRule, subject: Subject, now: Instant): Alert {
  const { key, enterpriseId, assetId, text, page, severity = rule.severity } = subject;
  return {
    id: randomUUID(),
    ruleId: rule.id,
    subject: key,
    enterpriseId,
    assetId,
    severity,
    text,
    page,
    firedAt: now,
    resolvedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    remindedAt: now,
  };
}

function over(alert: Alert, now: Instant): Change {
  return { alert: { ...alert, resolvedAt: now }, reason: "resolved" };
}

function reminder({ remindEveryMinutes }: AlertRule, alert: Alert, now: Instant): Change | undefined {
  const due =
    remindEveryMinutes !== null && alert.acknowledgedAt === null && now - alert.remindedAt >= remindEveryMinutes * minute;
  return due ? { alert: { ...alert, remindedAt: now }, reason: "reminder" } : undefined;
}

/** What is critical disturbs at any time; the rest waits for the end of a quiet time. */
function deliveryOf(rule: AlertRule, { alert, reason }: Change, channelId: string, now: Instant): AlertDelivery {
  const until = alert.severity === "critical" ? undefined : quietUntil(rule, now);
  return {
    id: randomUUID(),
    alertId: alert.id,
    channelId,
    reason,
    state: until === undefined ? "pending" : "held",
    attempts: 0,
    at: now,
    nextAttemptAt: until ?? now,
    sentAt: null,
    lastError: null,
  };
}
