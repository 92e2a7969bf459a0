import type { Attestation } from "../../model/attestation.ts";
import type { Classification } from "../../model/classification.ts";
import type { Instant } from "../../model/instant.ts";

export type AttestationChange = "submitted" | "edited" | "accepted" | "returned" | "withdrawn";

/** An attestation as somebody wrote it at some time. */
export interface AttestationVersion {
  readonly attestation: Attestation;
  readonly change: AttestationChange;
  readonly by: string;
  readonly at: Instant;
}

export interface AttestationRecords {
  list(enterpriseId: string): Promise<readonly Attestation[]>;
  get(id: string): Promise<Attestation | undefined>;
  /**
   * Inserts or updates, all or none; a stored version other than `version - 1` throws a Problem `stale-edit`. Every version is
   * kept for ever with who wrote it.
   */
  save(changes: readonly AttestationVersion[]): Promise<void>;
  /** Keeps an edit that came too late to count, so that what was written is not lost. */
  keepLate(edit: AttestationVersion): Promise<void>;
  /** Every version as it was written, oldest first; `late` marks edits that did not count. */
  versions(id: string): Promise<readonly (AttestationVersion & { readonly late: boolean })[]>;
  /** Notes that people were told that it ends, or has ended, at a time; answers false where they had been told before. */
  told(id: string, notice: "expiring" | "expired", end: Instant): Promise<boolean>;
}

/** A document of an enterprise; its bytes are in the document store under the same hash. */
export interface DocumentRecord {
  readonly enterpriseId: string;
  readonly sha256: string;
  readonly name: string;
  readonly kind: string;
  /** Bytes. */
  readonly size: number;
  readonly by: string;
  readonly at: Instant;
}

export interface DocumentRecords {
  /** The record of a document that an attestation has named stays as it is; until then the newest upload counts. */
  add(document: DocumentRecord): Promise<void>;
  get(enterpriseId: string, sha256: string): Promise<DocumentRecord | undefined>;
  list(enterpriseId: string): Promise<readonly DocumentRecord[]>;
  /** Whether any enterprise has a document with these bytes. */
  isKept(sha256: string): Promise<boolean>;
  /** Drops and answers what was uploaded before a time and never named by any version of an attestation of its enterprise. */
  dropUnattached(before: Instant): Promise<readonly DocumentRecord[]>;
}

/** Who sees to it that an objective is met, and by when. */
export interface DutyAssignment {
  readonly enterpriseId: string;
  readonly objectiveId: string;
  readonly assignee: string | null;
  readonly dueAt: Instant | null;
  readonly by: string;
  readonly at: Instant;
  /** Grows with every change; a stale edit is refused by it. */
  readonly version: number;
}

export interface DutyRecords {
  list(enterpriseId: string): Promise<readonly DutyAssignment[]>;
  /** Inserts version 1 or updates; a stored version other than `version - 1` throws a Problem `stale-edit`. */
  assign(assignment: DutyAssignment): Promise<void>;
}

export interface ClassificationRecords {
  get(enterpriseId: string): Promise<Classification | undefined>;
  /** Inserts version 1 or updates; a stored version other than `version - 1` throws a Problem `stale-edit`. */
  save(classification: Classification): Promise<void>;
}
