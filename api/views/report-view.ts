import type { Catalog } from "../../catalogs/catalog.ts";
import type { ReportJob, ReportVersion } from "../../model/report-version.ts";
import type { ReportJobView, ReportView } from "../contract/reports.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { both } from "./names.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function reportView(
  report: ReportVersion,
  around: { readonly entry: InventoryEntry | undefined; readonly catalogs: readonly Catalog[]; readonly isNewest: boolean },
): ReportView {
  const { content: _content, asOf, madeAt, files, ...rest } = report;
  return {
    ...rest,
    files: [...files],
    enterpriseName: around.entry?.name ?? both(report.enterpriseId),
    catalogTitle: around.catalogs.find(({ id }) => id === report.catalogId)?.title ?? both(report.catalogId),
    isNewest: around.isNewest,
    asOf: isoTime(asOf),
    madeAt: isoTime(madeAt),
  };
}

export function reportJobView({ askedAt, endedAt, ...job }: ReportJob): ReportJobView {
  return { ...job, askedAt: isoTime(askedAt), endedAt: isoTimeOrNull(endedAt) };
}
