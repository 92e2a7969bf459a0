import type { AddressRecord } from "./addresses/address-register.ts";
import type { AttachedDocument } from "./attestation.ts";
import type { Finding } from "./finding.ts";
import type { Inventory } from "./inventory/inventory.ts";
import type { Bilingual } from "./language.ts";
import type { Sheet } from "./score.ts";
import type { Severity } from "./severity.ts";
import type { VerdictStatus } from "./verdict.ts";

/** Self-assessment (自评估), rectification (整改) and risk assessment (风险评估), each to the authority that supervises the enterprise. */
export const reportKinds = ["self-assessment", "rectification", "risk"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Forms in which a report is handed out. */
export const reportFormatIds = ["pdf", "docx", "oscal", "oscal-poam", "xlsx"] as const;
export type ReportFormatId = (typeof reportFormatIds)[number];

/** Percent with full precision; null where nothing counts. */
export interface ReportFigures {
  readonly demonstrated: number | null;
  readonly potential: number | null;
  readonly coverage: number | null;
  readonly cap: { readonly at: number; readonly because: Bilingual } | null;
}

/** A task, control or objective of the catalogue; all figures are null where it does not apply. */
export interface ReportLine extends ReportFigures {
  readonly id: string;
  readonly kind: "task" | "control" | "objective";
  readonly title: Bilingual;
  readonly officialNo: number | null;
  /** How an objective is judged; null above objectives. */
  readonly method: "TEST" | "TEST-r" | "EXAMINE" | null;
}

export interface ReportCheck {
  readonly id: string;
  readonly title: Bilingual;
  readonly rationale: Bilingual;
  readonly remediation: Bilingual;
  readonly references: readonly string[];
}

export interface ReportVerdict {
  readonly checkId: string;
  readonly assetId: string | null;
  readonly endpointId: string | null;
  readonly status: VerdictStatus;
  readonly severity: Severity;
  readonly because: Bilingual;
  readonly observationIds: readonly string[];
}

/** A finding as a line of the rectification ledger (整改台账), with what the check says now. */
export interface ReportFinding extends Omit<Finding, "enterpriseId" | "lastSeen" | "version" | "endpoints"> {
  readonly no: number;
  readonly overdue: boolean;
  readonly retest: VerdictStatus | null;
  readonly observationIds: readonly string[];
}

export interface ReportClaim {
  readonly id: string;
  /** The objective, the check of a compensating measure, or the retired asset. */
  readonly about: string;
  readonly kind: "objective" | "measure" | "retirement";
  readonly claim: string | null;
  readonly state: string;
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly issuedAt: number;
  readonly validUntil: number | null;
  readonly documents: readonly AttachedDocument[];
}

/** What a collector saw: the digest is that of its facts, salted by asset. */
export interface ReportEvidence {
  readonly observationId: string;
  readonly assetId: string;
  readonly endpointId: string;
  readonly probe: string;
  readonly outcome: string;
  /** When these facts were first seen. */
  readonly at: number;
  readonly digest: string;
}

/**
 * A report as data: everything that its pages say follows from it, and so do its figures, from the enclosed sheet. It is never
 * changed; what is different later is another version.
 */
export interface ReportDocument {
  readonly form: "plantwatch-report/1";
  readonly kind: ReportKind;
  readonly program: { readonly name: "Plantwatch"; readonly version: string };
  /** The time to which it speaks. */
  readonly at: number;
  readonly inventory: Inventory;
  readonly registrationNo: string;
  /** The profile by which this copy was masked; absent where nothing was. */
  readonly redaction?: string;
  /** To whom it is owed, by the types of the enterprise. */
  readonly authorities: readonly Bilingual[];
  readonly catalog: {
    readonly id: string;
    readonly title: Bilingual;
    readonly documentNo: string;
    readonly profileVersion: string;
  };
  readonly score: ReportFigures;
  readonly lines: readonly ReportLine[];
  /** What the figures are reckoned from. */
  readonly sheet: Sheet;
  readonly checks: readonly ReportCheck[];
  readonly verdicts: readonly ReportVerdict[];
  readonly findings: readonly ReportFinding[];
  readonly claims: readonly ReportClaim[];
  readonly addressRecords: readonly AddressRecord[];
  readonly evidence: readonly ReportEvidence[];
}
