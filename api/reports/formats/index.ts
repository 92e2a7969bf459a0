import { docx } from "./docx/docx.ts";
import type { ReportFormat } from "./format.ts";
import { oscal, oscalPlan } from "./oscal/oscal.ts";
import { pdf } from "./pdf/pdf.ts";
import { xlsx } from "./xlsx/xlsx.ts";

/** Every form of a report; a new one is its folder and its line here. */
export const reportFormats: readonly ReportFormat[] = [pdf, docx, oscal, oscalPlan, xlsx];
