import { Worker } from "node:worker_threads";
import { z } from "zod";
import { canonicalJson } from "../../../../model/digest.ts";
import { documentKinds } from "../../../../model/document-kinds.ts";
import { Problem } from "../../../../model/problem.ts";
import { composeReport } from "../../compose/compose.ts";
import type { ReportLayout } from "../../compose/layout.ts";
import type { ReportFormat } from "../format.ts";
import { toAssessmentResults } from "../oscal/assessment-results.ts";
import type { PdfJob } from "./worker.ts";

const answerSchema = z.union([
  z.strictObject({ pdf: z.instanceof(Uint8Array<ArrayBuffer>) }),
  z.strictObject({ problem: z.string() }),
]);

/** PDF/A-3b by Typst, with the report's data and its OSCAL assessment results attached; no independent validator has seen it. */
export const pdf: ReportFormat = {
  id: "pdf",
  ending: "pdf",
  mediaType: documentKinds.pdf.mediaType,
  frozen: true,
  write: (report, language) =>
    writePdf(composeReport(report, language), {
      data: canonicalJson(report),
      assessmentResults: canonicalJson(toAssessmentResults(report, language)),
    }),
};

/** Pages as PDF/A-3b, with the files that it is to carry. */
export function writePdf(layout: ReportLayout, carried: PdfJob["carried"] = null): Promise<Uint8Array<ArrayBuffer>> {
  return compile({ layout, carried });
}

/** Typst works without a pause, so it gets a thread of its own, and gives back its memory with it. */
function compile(job: PdfJob): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: job });
    worker.once("message", (message: unknown) => {
      const answer = answerSchema.parse(message);
      if ("pdf" in answer) resolve(answer.pdf);
      else reject(new Problem("report-failed", `The PDF could not be made: ${answer.problem}`));
    });
    worker.once("error", reject);
    worker.once("exit", () => reject(new Problem("report-failed", "The thread that makes PDF files ended early")));
  });
}
