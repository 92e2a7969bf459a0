import { canonicalJson } from "../../../../model/digest.ts";
import type { ReportFormat } from "../format.ts";
import { toAssessmentResults } from "./assessment-results.ts";
import { toPlanOfAction } from "./plan-of-action.ts";

const json = { ending: "json", mediaType: "application/json", frozen: true };

/** OSCAL 1.2.1 assessment results. */
export const oscal: ReportFormat = {
  id: "oscal",
  ...json,
  write: async (report, language) => new TextEncoder().encode(canonicalJson(toAssessmentResults(report, language))),
};

/** OSCAL 1.2.1 plan of action and milestones. */
export const oscalPlan: ReportFormat = {
  id: "oscal-poam",
  ...json,
  write: async (report, language) => new TextEncoder().encode(canonicalJson(toPlanOfAction(report, language))),
};
