import type { EventRecord } from "../../model/event.ts";
import type { Instant } from "../../model/instant.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Observation, StoredObservation } from "../../model/observation.ts";
import type { Endpoint } from "../../model/protocols/index.ts";

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

/** By what an observation is known, and by which its facts can be checked. */
export type ObservationDigest = Pick<StoredObservation, "id" | "assetId" | "endpointId" | "probe" | "outcome" | "at" | "digest">;

/** What tells of an observation whether its asset is there. */
export type SignOfLife = Pick<StoredObservation, "assetId" | "outcome" | "lastSeen" | "validForSeconds">;

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
  /** What `latest` has of an enterprise, without what it says. */
  latestDigests(enterpriseId: string): Promise<readonly ObservationDigest[]>;
  /** Of the rows that `latest` answers, what tells whether their assets are there. */
  signsOfLife(enterpriseId: string): Promise<readonly SignOfLife[]>;
  /** Rows of one endpoint and probe, newest first. */
  history(
    enterpriseId: string,
    assetId: string,
    endpointId: string,
    probe: string,
    limit: number,
  ): Promise<readonly StoredObservation[]>;
  /** The answered row before each of these answered rows, by the id of the newer one; none where there was none. */
  answeredBefore(ids: readonly string[]): Promise<ReadonlyMap<string, StoredObservation>>;
  /** Sum of `timesSeen` over everything stored and pruned: how many observations were ever acknowledged. */
  count(): Promise<number>;
  /**
   * Drops rows that were last seen more than 13 months before `now` and that no verdict, past verdict or baseline rests on. The
   * newest of every probe stays. Answers how many went.
   */
  prune(now: Instant): Promise<number>;
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
