import type { ReportDocument } from "../../model/report.ts";
import type { ReportFile, ReportVersion } from "../../model/report-version.ts";
import type { Sheet } from "../../model/score.ts";
import type { DocumentStore } from "../../store/documents/port.ts";
import type { RecordStore } from "../../store/records/port.ts";

export interface StoredReportFile extends ReportFile {
  /** They hash to `sha256`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A version of a report with everything that was stored of it. */
export interface StoredReport {
  readonly meta: ReportVersion;
  /** The report as data; the bytes of the file `data`. */
  readonly document: ReportDocument;
  readonly files: readonly StoredReportFile[];
  /** What its figures are reckoned from. */
  readonly sheet: Sheet;
}

type Stores = { readonly records: Pick<RecordStore, "reports">; readonly documents: Pick<DocumentStore, "read"> };

/**
 * Reads a version of a report whole; undefined where there is none of that id.
 * @throws Problem `document-missing` or `document-damaged` where a file is not what was stored
 */
export async function readStoredReport({ records, documents }: Stores, id: string): Promise<StoredReport | undefined> {
  const meta = await records.reports.get(id);
  if (meta === undefined) return undefined;
  const files = await Promise.all(meta.files.map(async (file) => ({ ...file, bytes: await documents.read(file.sha256) })));
  const data = files.find(({ format }) => format === "data")?.bytes ?? (await documents.read(meta.digest));
  // What the digest of a version names was written as a report alone.
  const document = JSON.parse(new TextDecoder().decode(data)) as ReportDocument;
  return { meta, document, files, sheet: document.sheet };
}
