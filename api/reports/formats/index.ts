import type { ReportFormat } from "./format.ts";
import { pdf } from "./pdf/pdf.ts";

/** Every form of a report; a new one is its folder and its line here. */
export const reportFormats: readonly ReportFormat[] = [pdf];
