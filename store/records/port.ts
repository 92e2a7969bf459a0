import type { Dialect } from "kysely";
import type { Grant } from "../../model/access.ts";
import type { Attestation } from "../../model/attestation.ts";
import type { AuditEntry } from "../../model/audit.ts";
import type { Classification } from "../../model/classification.ts";
import type { EventRecord } from "../../model/event.ts";
import type { Finding, FindingStatus } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Observation, StoredObservation } from "../../model/observation.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { Score, ScoreCause, ScoreStep, ScoreSummary } from "../../model/score.ts";
import type { Severity } from "../../model/severity.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";
import type { ActivityRecords } from "./activity-port.ts";
import type { AddressRegisterRecords } from "./address-port.ts";
import type { AlertRecords } from "./alerts-port.ts";
import type { DiscoveryTaskRecords, ProposalRecords } from "./discovery-port.ts";
import type { InventoryEditRecords } from "./inventory-edit-port.ts";
import type { SavedViewRecords } from "./saved-view-port.ts";
import type { SignInGuardRecords } from "./sign-in-guard-port.ts";

/** A page of a list; `next` is the cursor of the page behind it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

export interface InventoryRecord {
  readonly inventory: Inventory;
  /** Grows with every import and edit. */
  readonly revision: number;
  /** File that was imported last, and its SHA-256; both empty where it was made on the page alone. */
  readonly source: string;
  readonly hash: string;
  readonly importedAt: Instant;
}

export interface LeftoverEndpoint {
  readonly assetId: string;
  readonly endpoint: Endpoint;
}

/** Inventories, one an enterprise. Assets that left the inventory stay known as `retired: false` leftovers until a reviewed retirement. */
export interface InventoryRecords {
  all(): Promise<readonly InventoryRecord[]>;
  /** `known` itself where it is still the current revision. */
  get(enterpriseId: string, known?: InventoryRecord): Promise<InventoryRecord | undefined>;
  /** Assets that an earlier revision named and the current one does not, as they were named last. */
  leftovers(enterpriseId: string): Promise<readonly Asset[]>;
  /** Endpoints that an earlier revision named and the current one does not, though their asset is still there, as they were named last. */
  leftoverEndpoints(enterpriseId: string): Promise<readonly LeftoverEndpoint[]>;
  /** The asset's salt for digests, made at random on first use and kept for ever. */
  salt(enterpriseId: string, assetId: string): Promise<string>;
}

/** An item of a collector's spool, addressed to the enterprise that its asset belongs to. */
export interface IncomingObservation {
  readonly seq: number;
  readonly digest: string;
  readonly observation: Observation;
}

/** What a collector's spool delivers at once. */
export interface ObservationBatch {
  readonly collectorId: string;
  readonly spoolId: string;
  readonly through: number;
  readonly items: readonly IncomingObservation[];
  /** When it came in. */
  readonly at: Instant;
}

export interface ObservationRecords {
  /**
   * Stores a batch in one transaction and moves the collector's progress to `through`. Items at or below the stored progress
   * are skipped, so that a batch sent twice counts once. A row is added only when outcome or facts (the digest) differ from the
   * row before it; otherwise `lastSeen` and `timesSeen` move. Answers the ids of the rows that are new.
   */
  store(batch: ObservationBatch): Promise<{ readonly added: readonly string[] }>;
  /** The stored progress of a spool, 0 where it is new. */
  progress(collectorId: string, spoolId: string): Promise<number>;
  get(id: string): Promise<StoredObservation | undefined>;
  /** The newest row of every (asset, endpoint, probe) of an enterprise, and the newest answered one where that is another. */
  latest(enterpriseId: string, assetId?: string): Promise<readonly StoredObservation[]>;
  /** The same for some of its assets, or all; a row that is equal to one in `known`, by id, is that object, and its facts are not read again. */
  latestSince(
    enterpriseId: string,
    assetIds: readonly string[] | "all",
    known: ReadonlyMap<string, StoredObservation>,
  ): Promise<readonly StoredObservation[]>;
  /** Rows of one endpoint and probe, newest first. */
  history(
    enterpriseId: string,
    assetId: string,
    endpointId: string,
    probe: string,
    limit: number,
  ): Promise<readonly StoredObservation[]>;
  /** Sum of `timesSeen` over everything stored and pruned: how many observations were ever acknowledged. */
  count(): Promise<number>;
  /**
   * Drops rows that were last seen more than 13 months before `now` and that no verdict, past verdict or baseline rests on. The
   * newest of every probe stays. Answers how many went.
   */
  prune(now: Instant): Promise<number>;
}

export interface VerdictFilter {
  readonly enterpriseId?: string;
  readonly assetId?: string;
  readonly checkId?: string;
  readonly status?: VerdictStatus;
  readonly severity?: Severity;
}

export interface VerdictRecords {
  /**
   * Replaces the current verdicts of an enterprise (or of the named assets of it alone) and keeps every change of status,
   * severity or reason in the history. One that differs in nothing but the time of judgement stays as it is. Answers the changes.
   */
  replace(
    enterpriseId: string,
    assetIds: readonly (string | null)[] | "all",
    verdicts: readonly Verdict[],
  ): Promise<readonly VerdictChange[]>;
  list(filter: VerdictFilter): Promise<readonly Verdict[]>;
  /** The assets of an enterprise that have verdicts; null is the enterprise itself. */
  subjects(enterpriseId: string): Promise<readonly (string | null)[]>;
  /** Changes judged at `since` or later, oldest first; status and severity of the filter are those after the change. */
  history(filter: VerdictFilter, since: Instant): Promise<readonly VerdictChange[]>;
}

export interface VerdictChange {
  readonly before: VerdictStatus | null;
  readonly after: Verdict;
}

export interface FindingFilter extends Omit<VerdictFilter, "status"> {
  readonly status?: FindingStatus;
}

/** How many findings of a severity are open at an enterprise: neither resolved nor waived. */
export interface OpenCount {
  readonly enterpriseId: string;
  readonly severity: Severity;
  readonly count: number;
}

export interface FindingRecords {
  list(filter: FindingFilter): Promise<readonly Finding[]>;
  /** Of every enterprise. */
  openCounts(): Promise<readonly OpenCount[]>;
  get(id: string): Promise<Finding | undefined>;
  /** Inserts or updates; a stored version other than `version - 1` throws a Problem `stale-edit` and stores nothing. */
  save(findings: readonly Finding[]): Promise<void>;
}

/** What moved a score away from the stored one; undefined where there was none. */
export type CausesSince = (before: Score | undefined) => readonly ScoreCause[];

/** The newest figures of one enterprise by one catalogue. */
export interface ScoreStanding extends ScoreSummary {
  readonly enterpriseId: string;
  readonly catalogId: string;
}

export interface NewScore {
  readonly score: Score;
  readonly causesSince?: CausesSince;
  /** What the caller believes to be stored: spares reading it where it is so. */
  readonly before?: Score | undefined;
}

export interface StoredScore {
  readonly changed: boolean;
  readonly before: ScoreSummary | null;
  readonly causes: readonly ScoreCause[];
}

/** How deep a score is read: down to its objectives, or to the single pairs of asset and check. */
export type ScoreDetail = "objectives" | "pairs";

export interface ScoreRecords {
  /**
   * Keeps the score where a number differs from the newest stored one, with what moved it, which is asked for in that case alone;
   * the newest is replaced otherwise.
   */
  save(score: Score, causesSince?: CausesSince): Promise<StoredScore>;
  /** The same for several, all or none. */
  saveAll(scores: readonly NewScore[]): Promise<readonly StoredScore[]>;
  latest(enterpriseId: string, siteId: string | null, catalogId: string, detail?: ScoreDetail): Promise<Score | undefined>;
  /** The score that was true at a time; its `at` is when it was last reckoned, but not later than that time. */
  at(
    enterpriseId: string,
    siteId: string | null,
    catalogId: string,
    at: Instant,
    detail?: ScoreDetail,
  ): Promise<Score | undefined>;
  /** The newest figures of every enterprise as a whole by every catalogue. */
  standings(): Promise<readonly ScoreStanding[]>;
  /** Every change from `from` to `to`, oldest first; the time of each is the one from which its figures held. */
  history(
    enterpriseId: string,
    siteId: string | null,
    catalogId: string,
    from: Instant,
    to: Instant,
  ): Promise<readonly ScoreStep[]>;
}

export interface EventRecords {
  append(events: readonly Omit<EventRecord, "id">[]): Promise<readonly EventRecord[]>;
  /** Newest first; `after` asks for those behind an id instead, oldest first. */
  list(filter: {
    enterpriseId?: string;
    assetId?: string;
    after?: number;
    since?: Instant;
    limit: number;
  }): Promise<readonly EventRecord[]>;
}

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

export interface BaselineRecord {
  readonly enterpriseId: string;
  readonly assetId: string;
  readonly endpointId: string;
  readonly probe: string;
  readonly observationId: string;
  readonly acceptedBy: string;
  readonly reason: string;
  readonly at: Instant;
}

export interface BaselineRecords {
  list(enterpriseId: string): Promise<readonly BaselineRecord[]>;
  accept(baseline: BaselineRecord): Promise<void>;
}

/**
 * Where everything that must survive is kept. Every method is atomic. A store that is full throws a Problem `store-full`, one
 * that is away `store-unavailable`; nothing of the call was kept then.
 */
export interface RecordStore {
  readonly inventories: InventoryRecords;
  readonly inventoryEdits: InventoryEditRecords;
  readonly observations: ObservationRecords;
  readonly verdicts: VerdictRecords;
  readonly findings: FindingRecords;
  readonly scores: ScoreRecords;
  readonly events: EventRecords;
  readonly audit: AuditRecords;
  readonly collectors: CollectorRecords;
  readonly access: AccessRecords;
  readonly alerts: AlertRecords;
  readonly signInGuard: SignInGuardRecords;
  readonly attestations: AttestationRecords;
  readonly documents: DocumentRecords;
  readonly duties: DutyRecords;
  readonly classifications: ClassificationRecords;
  readonly discoveryTasks: DiscoveryTaskRecords;
  readonly proposals: ProposalRecords;
  readonly baselines: BaselineRecords;
  readonly addressRegisters: AddressRegisterRecords;
  readonly activities: ActivityRecords;
  readonly savedViews: SavedViewRecords;
  /** Small values by name: cursors, secrets of the installation. */
  readonly settings: { get(name: string): Promise<string | undefined>; set(name: string, value: string): Promise<void> };
  /** The database behind it, for the accounts library, which keeps its own tables there. */
  readonly database: { readonly dialect: Dialect; readonly type: "sqlite" | "postgres" };
  check(): Promise<void>;
  close(): Promise<void>;
}
