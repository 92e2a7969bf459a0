import type { Instant } from "../../model/instant.ts";
import type { MadeBackup } from "../backups/plan.ts";
import type { NewEvent } from "./event-hub.ts";
import { aboutNothing, counted } from "./event-texts.ts";

/** The words of events about what keeps the data: spools and backups. */

/** A spool that was too full or held what was too old; `total` since it was made. */
export function spoolDropped(
  collectorId: string,
  enterpriseId: string,
  dropped: { count: number; total: number },
  at: Instant,
): NewEvent {
  const { count, total } = dropped;
  const text = {
    "zh-CN": `采集器 ${collectorId} 的本地缓存丢弃了 ${count} 条数据（累计 ${total} 条）。`,
    en: `The spool of the collector ${collectorId} had to drop ${counted(count, "item")} (${total} in all).`,
  };
  return { ...aboutNothing, at, kind: "collector", enterpriseId, severity: "high", text, refersTo: collectorId };
}

/** A backup after one that failed, or one that lacks documents. */
export function backupMade({ name, damagedDocuments }: MadeBackup, at: Instant): NewEvent {
  const lacks = damagedDocuments > 0;
  const text = {
    "zh-CN": lacks
      ? `备份 ${name} 已完成，但有 ${damagedDocuments} 份文件已损坏，未能备份。`
      : `备份已恢复正常：${name} 已完成。`,
    en: lacks
      ? `The backup ${name} was made without ${damagedDocuments} documents, which are damaged in the store.`
      : `Backups work again: ${name} was made.`,
  };
  return { ...aboutNothing, at, kind: "storage", severity: lacks ? "high" : null, text, refersTo: "backup" };
}

export function backupFailed(message: string, at: Instant): NewEvent {
  const text = {
    "zh-CN": `备份失败：${message}。系统将自动重试。`,
    en: `No backup could be made: ${message}. It will be tried again.`,
  };
  return { ...aboutNothing, at, kind: "storage", severity: "high", text, refersTo: "backup" };
}
