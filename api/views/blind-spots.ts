import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { CollectorRecord, CollectorRecords } from "../../store/records/port.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { isAlive } from "../live/collector-watch.ts";
import type { Pulse } from "../live/pulse.ts";

export interface Sight {
  readonly entries: readonly InventoryEntry[];
  readonly collectors: readonly CollectorRecord[];
  readonly stopped: Awaited<ReturnType<CollectorRecords["stoppedSites"]>>;
  readonly pulse: Pulse;
  readonly now: Instant;
}

/** What the monitor cannot see at the moment, in words. */
export function blindSpots(sight: Sight): Bilingual[] {
  return sight.entries.flatMap((entry) => [
    ...stoppedSites(entry, sight),
    ...deadCollectors(entry, sight),
    ...silentAssets(entry, sight),
  ]);
}

function stoppedSites(entry: InventoryEntry, { stopped }: Sight): Bilingual[] {
  return stopped
    .filter(({ enterpriseId }) => enterpriseId === entry.id)
    .map(({ siteId, by }) => {
      const name = entry.sites.get(siteId)?.name ?? { "zh-CN": siteId, en: siteId };
      return {
        "zh-CN": `${entry.name["zh-CN"]}：站点“${name["zh-CN"]}”已由 ${by} 停止采集。`,
        en: `${entry.name.en}: ${by} stopped all polling of the site ${name.en}.`,
      };
    });
}

function deadCollectors(entry: InventoryEntry, { collectors, now }: Sight): Bilingual[] {
  const declared = new Set(entry.record.inventory.sites.flatMap((site) => site.collectors.map(({ id }) => id)));
  return [...declared]
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

function silentAssets(entry: InventoryEntry, { pulse, now }: Sight): Bilingual[] {
  const assets = [...entry.assets.values()].filter(({ endpoints }) => endpoints.length > 0);
  const silent = assets.filter(({ id }) => pulse.isSilent(entry.id, id, now)).length;
  if (silent === 0) return [];
  return [
    {
      "zh-CN": `${entry.name["zh-CN"]}：${assets.length} 项联网资产中有 ${silent} 项没有有效观测。`,
      en: `${entry.name.en}: ${silent} of ${assets.length} connected assets have no observation in date.`,
    },
  ];
}
