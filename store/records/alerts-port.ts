import type { Alert, AlertDelivery, AlertRule } from "../../model/alert.ts";
import type { AlertChannel } from "../../model/alert-channel.ts";
import type { Instant } from "../../model/instant.ts";

/** Rules, channels, what fired, and every message that was to be sent. */
export interface AlertRecords {
  rules(): Promise<readonly AlertRule[]>;
  /** Inserts version 1 or updates; a stored version other than `version - 1` throws a Problem `stale-edit`. */
  saveRule(rule: AlertRule): Promise<void>;
  removeRule(id: string): Promise<boolean>;
  channels(): Promise<readonly AlertChannel[]>;
  /** As for rules. */
  saveChannel(channel: AlertChannel): Promise<void>;
  removeChannel(id: string): Promise<boolean>;
  /** What has fired and is not over. */
  firing(): Promise<readonly Alert[]>;
  /** Newest first. */
  list(limit: number): Promise<readonly Alert[]>;
  get(id: string): Promise<Alert | undefined>;
  save(alerts: readonly Alert[]): Promise<void>;
  addDeliveries(deliveries: readonly AlertDelivery[]): Promise<void>;
  saveDelivery(delivery: AlertDelivery): Promise<void>;
  /** Deliveries that are to be tried by then, oldest first. */
  due(now: Instant): Promise<readonly AlertDelivery[]>;
  /** Newest first. */
  deliveries(limit: number): Promise<readonly AlertDelivery[]>;
  /** Drops what was over and delivered before then. */
  prune(before: Instant): Promise<void>;
}
