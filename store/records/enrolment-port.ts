import type { Instant } from "../../model/instant.ts";

/** A one-time code with which a collector may bring its key; the code itself is shown once and never kept. */
export interface EnrolmentCode {
  /** SHA-256 (hex). */
  readonly codeHash: string;
  readonly collectorId: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** The public part of the key that a collector made for itself. */
export interface CollectorKey {
  readonly collectorId: string;
  readonly publicKey: string;
  readonly enrolledAt: Instant;
  /** Who made the code. */
  readonly enrolledBy: string;
  readonly revokedAt: Instant | null;
  readonly revokedBy: string | null;
}

export interface EnrolmentRecords {
  /** Adds a code in place of any other of the collector. */
  addCode(code: EnrolmentCode): Promise<void>;
  /** Takes a code away, so that it is good once, however many ask at the same moment; undefined where there is none that is still good. */
  takeCode(codeHash: string, now: Instant): Promise<EnrolmentCode | undefined>;
  /** Codes that are still good. */
  codes(now: Instant): Promise<readonly EnrolmentCode[]>;
  /** Keeps a key in place of the collector's former one. */
  setKey(key: CollectorKey): Promise<void>;
  /** Keys of all collectors, those that were revoked among them. */
  keys(): Promise<readonly CollectorKey[]>;
  key(collectorId: string): Promise<CollectorKey | undefined>;
  /** Ends a collector's key and its code; false where it had neither. */
  revoke(collectorId: string, by: string, at: Instant): Promise<boolean>;
}
