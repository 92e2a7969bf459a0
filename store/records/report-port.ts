import type { ReportDifference, ReportSeries, ReportVersion } from "../../model/report-version.ts";

/** Versions of reports as they were made; their bytes are in the document store. */
export interface ReportRecords {
  /**
   * Keeps a version with the lines in which it differs from the one before it.
   * @throws Problem `stale-edit` where the series has this version already
   */
  add(report: ReportVersion, differences: readonly ReportDifference[]): Promise<void>;
  get(id: string): Promise<ReportVersion | undefined>;
  newest(series: ReportSeries): Promise<ReportVersion | undefined>;
  /** Newest first; of one enterprise, or of all. */
  list(filter: { readonly enterpriseId?: string }): Promise<readonly ReportVersion[]>;
  /** Undefined where there is no such report. */
  differences(id: string): Promise<readonly ReportDifference[] | undefined>;
  /** Whether any version has a file with these bytes. */
  isKept(sha256: string): Promise<boolean>;
}
