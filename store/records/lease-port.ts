import type { Instant } from "../../model/instant.ts";

/** The right to do by oneself what others on the same records would do as well. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows every time that the lease is taken: who took it earlier is told apart by it. */
  readonly fence: number;
}

export interface LeaseRecords {
  /**
   * Takes a lease that nobody holds, that has run out, or that this holder took in an earlier life; undefined where it is another's.
   * Centres go by their own clocks: one that is wrong costs work that is refused, never what is stored.
   */
  take(name: string, holder: string, now: Instant, until: Instant): Promise<Lease | undefined>;
  /** Lets a lease run until a later time; false where it was taken since. */
  prolong(lease: Lease, until: Instant): Promise<boolean>;
  /** The same for all leases of a holder. */
  prolongAll(holder: string, until: Instant): Promise<void>;
  /** Gives a lease back, if it was not taken since. */
  release(lease: Lease): Promise<void>;
  /** Names of leases that run, with their holders. */
  running(now: Instant): Promise<ReadonlyMap<string, string>>;
  /**
   * Runs work under a lease: every transaction that it begins throws a Problem `lease-lost` and keeps nothing once somebody took the
   * lease, and nobody takes it while one is under way.
   */
  under<T>(lease: Lease, work: () => Promise<T>): Promise<T>;
}

/** Enterprises that wait to be judged by whichever centre judges them. */
export interface JudgementRequestRecords {
  /** Null stands for all assets. */
  leave(enterpriseId: string, assetIds: readonly string[] | null, at: Instant): Promise<void>;
  /** Enterprises with requests. */
  waiting(): Promise<readonly string[]>;
  /** Takes the requests of an enterprise away: the assets that they name, or null where one stands for all. */
  take(enterpriseId: string): Promise<readonly string[] | null>;
}
