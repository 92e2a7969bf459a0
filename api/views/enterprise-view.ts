import { basename } from "node:path";
import type { Catalog } from "../../catalogs/catalog.ts";
import type { ScoreSummary } from "../../model/score.ts";
import type { CollectorRecords } from "../../store/records/administration-port.ts";
import type { FindingCount } from "../../store/records/judgement-port.ts";
import type { EnterpriseDetail, EnterpriseSummary } from "../contract/enterprises.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { countBySeverity, isOpen } from "./finding-view.ts";
import { scoreSummaryView } from "./score-view.ts";
import { isoTime } from "./time.ts";

/** The catalogue whose score stands on every summary: the Guiding Opinions where they are on, else the first that is. */
export function mainCatalogId(catalogs: readonly Catalog[]): string {
  return (catalogs.find(({ id }) => id === "miit") ?? catalogs[0])?.id ?? "miit";
}

export interface EnterpriseFigures {
  readonly findings: readonly Pick<FindingCount, "severity" | "status" | "count">[];
  readonly silentAssets: number;
  readonly score: ScoreSummary | null;
  readonly scoreBefore: ScoreSummary | null;
}

export function enterpriseSummary(entry: InventoryEntry, figures: EnterpriseFigures): EnterpriseSummary {
  const { enterprise, assets } = entry.record.inventory;
  const { findings, silentAssets, score, scoreBefore } = figures;
  return {
    id: enterprise.id,
    name: enterprise.name,
    types: enterprise.types,
    grade: enterprise.grade,
    industry: enterprise.industry ?? null,
    simulated: enterprise.simulated,
    counts: {
      assets: assets.length,
      endpoints: assets.reduce((sum, asset) => sum + asset.endpoints.length, 0),
      silentAssets,
      openFindings: countBySeverity(findings.filter(isOpen)),
      waivedFindings: findings.reduce((sum, { status, count }) => sum + (status === "waived" ? count : 0), 0),
    },
    score: score === null ? null : scoreSummaryView(score),
    scoreBefore: scoreBefore === null ? null : scoreSummaryView(scoreBefore),
  };
}

type StoppedSites = Awaited<ReturnType<CollectorRecords["stoppedSites"]>>;

export function enterpriseDetail(summary: EnterpriseSummary, entry: InventoryEntry, stopped: StoppedSites): EnterpriseDetail {
  const { inventory, source, revision, importedAt } = entry.record;
  return {
    ...summary,
    sites: inventory.sites.map(({ id, name, zones, conduits, collectors }) => {
      const stop = stopped.find((other) => other.enterpriseId === entry.id && other.siteId === id);
      return {
        id,
        name,
        zones,
        conduits,
        collectors: collectors.map((collector) => ({ id: collector.id, zone: collector.zone ?? null })),
        polling: { stopped: stop !== undefined, by: stop?.by ?? null, at: stop === undefined ? null : isoTime(stop.at) },
      };
    }),
    inventory: { source: basename(source), revision, importedAt: isoTime(importedAt) },
  };
}
