import { listOf } from "../../../api/contract/common.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import { bundlePreviewSchema, type RedactionId } from "../../../api/contract/report-bundles.ts";
import { reportDifferenceSchema, reportJobViewSchema, reportViewSchema } from "../../../api/contract/reports.ts";
import { longTimeoutMs } from "./api-client.ts";
import { fill, search } from "./fill-path.ts";
import { cache } from "./use-query.ts";

/** What the pages of reports read and send. */

export const reports = (enterprise: string) => ({
  path: paths.reports + search({ enterprise }),
  schema: listOf(reportViewSchema),
});
export const report = (id: string) => ({ path: fill(paths.report, { id }), schema: reportViewSchema });
export const reportDifferences = (id: string) => ({
  path: fill(paths.reportDifferences, { id }),
  schema: listOf(reportDifferenceSchema),
});
export const reportJobs = (enterprise: string) => ({
  path: fill(paths.reportJobs, { enterprise }),
  schema: listOf(reportJobViewSchema),
});
export const newReport = (enterprise: string) => ({
  path: fill(paths.enterpriseReports, { enterprise }),
  schema: reportJobViewSchema,
});
export const reportJob = (enterprise: string, job: string) => ({
  path: fill(paths.reportJob, { enterprise, job }),
  schema: reportJobViewSchema,
});

/** Where the browser gets a file of a report. */
export function reportFile(id: string, format: string): string {
  return apiRoot + fill(paths.reportFile, { id, format });
}

export const bundlePreview = (id: string, redaction: RedactionId) => ({
  path: fill(paths.reportBundlePreview, { id }) + search({ redaction }),
  schema: bundlePreviewSchema,
  timeoutMs: longTimeoutMs,
});

/** Where the browser gets the unsigned bundle of a report. */
export function reportBundle(id: string, redaction: RedactionId): string {
  return apiRoot + fill(paths.reportBundle, { id }) + search({ redaction });
}

/** Jobs of an enterprise are read again. */
export function refreshReportJobs(enterprise: string): void {
  cache.refresh((path) => path === reportJobs(enterprise).path);
}

/** Reports and jobs are read again. */
export function refreshReports(): void {
  cache.refresh((path) => path.startsWith(paths.reports) || path.includes("/report-jobs"));
}
