import type { Grant } from "../../model/access.ts";
import type { AuditEntry } from "../../model/audit.ts";
import type { Instant } from "../../model/instant.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";
import type { Page, PageRequest } from "./paging-port.ts";

export interface AuditRecords {
  append(entry: Omit<AuditEntry, "id" | "hash">): Promise<AuditEntry>;
  /** Newest first; throws a Problem `invalid-cursor`. */
  list(page: PageRequest): Promise<Page<AuditEntry>>;
  /** Entries behind an id, oldest first. */
  after(id: number, limit: number): Promise<readonly AuditEntry[]>;
  /** The id of the first entry that does not follow from the one before, or null where the chain holds. */
  verify(): Promise<number | null>;
}

export interface CollectorRecord {
  readonly collectorId: string;
  readonly status: CollectorStatus | null;
  readonly lastHeard: Instant | null;
}

export interface CollectorRecords {
  heard(status: CollectorStatus, at: Instant): Promise<void>;
  all(): Promise<readonly CollectorRecord[]>;
  /** The stop-all switch of a site. */
  setPolling(enterpriseId: string, siteId: string, stopped: boolean, by: string, at: Instant): Promise<void>;
  stoppedSites(): Promise<readonly { enterpriseId: string; siteId: string; by: string; at: Instant }[]>;
}

export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  /** SHA-256 (hex) of the secret; the secret itself is shown once and never kept. */
  readonly secretHash: string;
  /** `collector`: may deliver as this collector and nothing else. */
  readonly grants: readonly Grant[];
  readonly collectorId: string | null;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

export interface AccessRecords {
  grantsOf(userId: string): Promise<readonly Grant[]>;
  setGrants(userId: string, grants: readonly Grant[]): Promise<void>;
  addToken(token: TokenRecord): Promise<void>;
  tokenByHash(secretHash: string): Promise<TokenRecord | undefined>;
  tokens(): Promise<readonly TokenRecord[]>;
  removeToken(id: string): Promise<boolean>;
  /** Notes the use, at most once a minute. */
  used(id: string, at: Instant): Promise<void>;
}
