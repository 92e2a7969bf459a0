import { day, type Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import { droppedOf } from "../../model/spool.ts";
import type { CollectorRecord, CollectorRecords } from "../../store/records/administration-port.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { isAlive } from "../live/collector-watch.ts";

export interface Sight {
  readonly entries: readonly InventoryEntry[];
  readonly collectors: readonly CollectorRecord[];
  readonly stopped: Awaited<ReturnType<CollectorRecords["stoppedSites"]>>;
  readonly now: Instant;
}

/** Why the monitor cannot see, in words; how many assets are silent stands among the counts of each enterprise. */
export function blindSpots(sight: Sight): Bilingual[] {
  return sight.entries.flatMap((entry) => [
    ...stoppedSites(entry, sight),
    ...deadCollectors(entry, sight),
    ...lossySpools(entry, sight),
  ]);
}

function stoppedSites(entry: InventoryEntry, { stopped }: Sight): Bilingual[] {
  return stopped
    .filter(({ enterpriseId }) => enterpriseId === entry.id)
    .map(({ siteId, by }) => {
      const name = entry.sites.get(siteId)?.name ?? { "zh-CN": siteId, en: siteId };
      return {
        "zh-CN": `${entry.name["zh-CN"]}：厂区“${name["zh-CN"]}”已由 ${by} 停止采集。`,
        en: `${entry.name.en}: ${by} stopped all polling of the site ${name.en}.`,
      };
    });
}

function declaredCollectors({ record }: InventoryEntry): readonly string[] {
  return [...new Set(record.inventory.sites.flatMap((site) => site.collectors.map(({ id }) => id)))];
}

/** Collectors whose spool dropped something within the last day. */
function lossySpools(entry: InventoryEntry, { collectors, now }: Sight): Bilingual[] {
  return declaredCollectors(entry).flatMap((id) => {
    const spool = collectors.find(({ collectorId }) => collectorId === id)?.status?.spool;
    if (spool === undefined || !spool.dropped.some(({ lastAt }) => now - lastAt < day)) return [];
    const total = droppedOf(spool);
    return {
      "zh-CN": `${entry.name["zh-CN"]}：采集器 ${id} 的本地缓存一天内丢弃过数据（累计 ${total} 条）。`,
      en: `${entry.name.en}: the spool of the collector ${id} has dropped data within a day (${total} items in all).`,
    };
  });
}

function deadCollectors(entry: InventoryEntry, { collectors, now }: Sight): Bilingual[] {
  return declaredCollectors(entry)
    .filter(
      (id) =>
        !isAlive(
          collectors.find(({ collectorId }) => collectorId === id),
          now,
        ),
    )
    .map((id) => ({
      "zh-CN": `${entry.name["zh-CN"]}：采集器 ${id} 没有上报。`,
      en: `${entry.name.en}: the collector ${id} does not report.`,
    }));
}
