import { type Clock, type Instant, second } from "../../model/instant.ts";
import type { Lease, LeaseRecords } from "../../store/records/lease-port.ts";

/** After this long without a sign of life of its holder a lease is anybody's. */
const lasts = 20 * second;
/** How often leases have to be prolonged, milliseconds. */
export const prolongEvery = 5 * second;

export interface HeldLease {
  readonly lease: Lease;
  /** Whether somebody else may have held it since this centre last did. */
  readonly isNew: boolean;
}

interface Kept {
  readonly lease: Lease;
  until: Instant;
}

/** The leases of one centre among those that share the records. */
export class LeaseKeeper {
  readonly #leases: LeaseRecords;
  readonly #centreId: string;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  readonly #asked = new Map<string, Promise<HeldLease | undefined>>();

  constructor(leases: LeaseRecords, centreId: string, clock: Clock) {
    this.#leases = leases;
    this.#centreId = centreId;
    this.#clock = clock;
  }

  /** The lease, taken or prolonged where needed; undefined where another centre has it. */
  hold(name: string): Promise<HeldLease | undefined> {
    const asked = this.#asked.get(name) ?? this.#hold(name).finally(() => this.#asked.delete(name));
    this.#asked.set(name, asked);
    return asked;
  }

  async #hold(name: string): Promise<HeldLease | undefined> {
    const now = this.#clock.now();
    const until = now + lasts;
    const kept = this.#kept.get(name);
    if (kept !== undefined && kept.until > now) return { lease: kept.lease, isNew: false };
    if (kept !== undefined && (await this.#leases.prolong(kept.lease, until))) {
      kept.until = until;
      return { lease: kept.lease, isNew: false };
    }
    this.#kept.delete(name);
    const lease = await this.#leases.take(name, this.#centreId, now, until);
    if (lease === undefined) return undefined;
    this.#kept.set(name, { lease, until });
    return { lease, isNew: true };
  }

  /** Runs work that one centre does for all; does nothing where that is another. */
  async only(name: string, work: () => Promise<void>): Promise<void> {
    const held = await this.hold(name);
    if (held !== undefined) await this.under(held, work);
  }

  /** Runs work whose transactions hold only as long as nobody took the lease; what follows `lease-lost` begins with taking it anew. */
  async under<T>({ lease }: HeldLease, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#leases.under(lease, work);
    } catch (error) {
      if (isLost(error)) this.#kept.delete(lease.name);
      throw error;
    }
  }

  /** Waits for a lease, for work that must not be done by two at once, and gives it back. */
  async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    for (;;) {
      const held = await this.hold(name);
      if (held === undefined) await new Promise((resolve) => setTimeout(resolve, waitBetweenLooks));
      else return this.under(held, work).finally(() => this.release(name));
    }
  }

  /** Lets everything that this centre holds run on; call it every `prolongEvery`. */
  async prolong(): Promise<void> {
    const now = this.#clock.now();
    if (this.#kept.size === 0) return;
    await this.#leases.prolongAll(this.#centreId, now + lasts);
    for (const kept of this.#kept.values()) if (kept.until > now) kept.until = now + lasts;
  }

  /** Names of leases that run, and which of them other centres hold. */
  async running(): Promise<{ readonly all: readonly string[]; readonly others: ReadonlySet<string> }> {
    const running = await this.#leases.running(this.#clock.now());
    const others = [...running].flatMap(([name, holder]) => (holder === this.#centreId ? [] : [name]));
    return { all: [...running.keys()], others: new Set(others) };
  }

  async release(name: string): Promise<void> {
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    if (kept !== undefined) await this.#leases.release(kept.lease);
  }

  /** Gives everything back, so that others need not wait until it has run out. */
  async releaseAll(): Promise<void> {
    for (const name of [...this.#kept.keys()]) await this.release(name);
  }
}

const waitBetweenLooks = 100;

export function isLost(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "lease-lost";
}
