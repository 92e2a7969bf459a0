import type { Language } from "../../../model/language.ts";
import type { ReportDocument, ReportFormatId } from "../../../model/report.ts";

/** A form in which a report is handed out; same report and language, same bytes where `frozen`. */
export interface ReportFormat {
  readonly id: ReportFormatId;
  /** Ending of the file's name. */
  readonly ending: string;
  readonly mediaType: string;
  readonly frozen: boolean;
  write(report: ReportDocument, language: Language): Promise<Uint8Array<ArrayBuffer>>;
}
