import type { Instant } from "./instant.ts";
import type { Bilingual, Language } from "./language.ts";
import type { ReportFigures, ReportFormatId, ReportKind } from "./report.ts";

/** Reports that follow one another: a later one of the same series is another version. */
export interface ReportSeries {
  readonly enterpriseId: string;
  readonly catalogId: string;
  readonly kind: ReportKind;
  readonly language: Language;
}

/** A file of a stored report; its bytes are in the document store under the hash. */
export interface ReportFile {
  /** `data`: the report as data, from which all others follow. */
  readonly format: ReportFormatId | "data";
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** A version of a report as it was made; nothing of it ever changes. */
export interface ReportVersion extends ReportSeries {
  /** `reportId` of series and version. */
  readonly id: string;
  /** Counts from 1 within its series. */
  readonly version: number;
  /** The time to which it speaks. */
  readonly asOf: Instant;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly simulated: boolean;
  /** SHA-256 of the report as data: that of its file `data`. */
  readonly digest: string;
  /** SHA-256 over what it says without its time and the release of the program: equal where nothing else differs. */
  readonly content: string;
  readonly score: ReportFigures;
  readonly files: readonly ReportFile[];
  /** How many lines differ from the version before; null in the first. */
  readonly differs: number | null;
}

export const differenceSubjects = [
  "rules",
  "enterprise",
  "score",
  "verdict",
  "finding",
  "claim",
  "asset",
  "address",
  "evidence",
  "other",
] as const;
export type DifferenceSubject = (typeof differenceSubjects)[number];

/** One thing in which a version differs from the one before it. */
export interface ReportDifference {
  readonly subject: DifferenceSubject;
  readonly change: "added" | "removed" | "changed";
  /** Id of what differs. */
  readonly id: string;
  readonly title: Bilingual;
  readonly before: Bilingual | null;
  readonly after: Bilingual | null;
}

/** Ids of enterprises and catalogues hold no dot, so it tells series and version. */
export function reportId({ enterpriseId, catalogId, kind, language }: ReportSeries, version: number): string {
  return [enterpriseId, catalogId, kind, language, version].join(".");
}

/** The enterprise of a report's id. */
export function enterpriseOfReport(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf(".")));
}

/** What is done one after the other to make a report; the step of a format is named by its id. */
export const reportSteps = [
  "reading",
  "composing",
  "comparing",
  "docx",
  "oscal",
  "oscal-poam",
  "xlsx",
  "pdf",
  "keeping",
] as const;
export type ReportStep = (typeof reportSteps)[number];

/** A job waits for the one before it, runs, and ends in one of the others; `unchanged` found a version that says all of it. */
export const reportJobStates = ["waiting", "running", "done", "unchanged", "failed", "cancelled"] as const;
export type ReportJobState = (typeof reportJobStates)[number];

/** The making of a report, as somebody asked for it. */
export interface ReportJob extends ReportSeries {
  readonly id: string;
  readonly by: string;
  readonly askedAt: Instant;
  readonly endedAt: Instant | null;
  readonly state: ReportJobState;
  readonly step: ReportStep | null;
  /** The version that came of it, or that was there already. */
  readonly reportId: string | null;
  /** Why it failed: code and text of the Problem. */
  readonly failure: { readonly code: string; readonly message: string } | null;
}

export function isJobOver({ state }: Pick<ReportJob, "state">): boolean {
  return state !== "waiting" && state !== "running";
}
