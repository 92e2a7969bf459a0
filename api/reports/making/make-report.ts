import type { Catalog } from "../../../catalogs/catalog.ts";
import { largestReportFile } from "../../../model/document-kinds.ts";
import { Problem } from "../../../model/problem.ts";
import { type ReportFile, type ReportSeries, type ReportVersion, reportId } from "../../../model/report-version.ts";
import type { Services } from "../../services.ts";
import { readReportGround } from "../document/read-report-ground.ts";
import { cancelled, type RenderWatch, renderReport } from "./render-report.ts";
import type { MadeFile } from "./thread-messages.ts";

export interface MakeRequest extends Pick<ReportSeries, "enterpriseId" | "kind" | "language"> {
  readonly catalog: Catalog;
  readonly by: string;
}

export interface MadeReport {
  readonly report: ReportVersion;
  /** False where the newest version says all of it already; no other was made then. */
  readonly isNew: boolean;
}

export type MakeServices = Pick<Services, "records" | "documents" | "checks" | "clock" | "version">;

/**
 * Makes the next version of a report and stores it with its files; the same contents again are the version that is there.
 * @throws Problem `unknown-enterprise`, `report-cancelled`, `report-failed`, `stale-edit`, or one of the stores
 */
export async function makeReport(
  services: MakeServices,
  request: MakeRequest,
  watch: Omit<RenderWatch, "onFile">,
): Promise<MadeReport> {
  const { records, documents, clock, checks, version: release } = services;
  const { enterpriseId, kind, language, catalog, by } = request;
  const series: ReportSeries = { enterpriseId, catalogId: catalog.id, kind, language };
  watch.onStep("reading");
  const now = clock.now();
  const ground = await readReportGround(records, { enterpriseId, kind, catalog, checks, now, version: release });
  const newest = await records.reports.newest(series);
  const previous = newest === undefined ? null : { content: newest.content, data: await documents.read(newest.digest) };
  const version = (newest?.version ?? 0) + 1;
  const files = new FilesKept(documents);
  const start = { language, previous, stem: `${enterpriseId}-${kind}-${language}-v${version}` };
  const rendered = await renderReport(ground, start, { ...watch, onFile: (file) => files.add(file) });
  if (rendered.kind === "unchanged") {
    if (newest !== undefined) return { report: newest, isNew: false };
    throw new Problem("report-failed", "There is no version that it could be equal to");
  }
  watch.onStep("keeping");
  const { content, score, simulated, differences } = rendered;
  const kept = await files.all();
  if (watch.signal.aborted) throw cancelled();
  const report: ReportVersion = {
    ...series,
    ...{ id: reportId(series, version), version, asOf: now, madeAt: clock.now(), madeBy: by },
    ...{ simulated, content, score, files: kept },
    digest: kept.find(({ format }) => format === "data")?.sha256 ?? "",
    differs: differences?.length ?? null,
  };
  await records.reports.add(report, differences ?? []);
  return { report, isNew: true };
}

/** Files on their way into the document store, each as soon as it is made. */
class FilesKept {
  readonly #documents: Services["documents"];
  readonly #files: Promise<ReportFile>[] = [];

  constructor(documents: Services["documents"]) {
    this.#documents = documents;
  }

  add({ format, name, mediaType, bytes }: MadeFile): void {
    const kept = this.#documents
      .put(oneChunk(bytes), name, largestReportFile)
      .then(({ sha256, size }): ReportFile => ({ format, name, mediaType, size, sha256 }));
    // `all` hears of it; until then a store that fails must not end the process.
    kept.catch(() => undefined);
    this.#files.push(kept);
  }

  all(): Promise<readonly ReportFile[]> {
    return Promise.all(this.#files);
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
