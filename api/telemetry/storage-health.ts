import type { Clock, Instant } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";

export interface StoreState {
  readonly ok: boolean;
  readonly code: string | null;
  readonly message: string | null;
  /** Since when it is so; null where it always was. */
  readonly since: Instant | null;
}

export type StoreName = "records" | "metrics";
type OnChange = (store: StoreName, state: StoreState) => void;

const untroubled: StoreState = { ok: true, code: null, message: null, since: null };

/** What is the matter, if anything, with the calls to a store and with the upkeep that it needs. */
interface Troubles {
  readonly calls: Problem | null;
  readonly upkeep: Problem | null;
}
const none: Troubles = { calls: null, upkeep: null };

/** Remembers whether the stores work, from what happens to the calls that are made anyway. */
export class StorageHealth {
  readonly #clock: Clock;
  readonly #onChange: OnChange;
  readonly #states: Record<StoreName, StoreState> = { records: untroubled, metrics: untroubled };
  readonly #troubles: Record<StoreName, Troubles> = { records: none, metrics: none };
  readonly #noted = new WeakSet<Problem>();

  constructor(clock: Clock, onChange: OnChange) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  state(store: StoreName): StoreState {
    return this.#states[store];
  }

  /** Runs a call to a store and notes how it went; what it throws goes on to the caller. */
  async watch<T>(store: StoreName, call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      this.#become(store, { calls: null });
      return answer;
    } catch (error) {
      this.note(store, error);
      throw error;
    }
  }

  /** Runs a store's upkeep. A store that still takes calls is in trouble all the same while its upkeep fails, until that succeeds. */
  async watchUpkeep(store: StoreName, upkeep: () => Promise<void>): Promise<void> {
    try {
      await upkeep();
      this.#become(store, { upkeep: null });
    } catch (error) {
      this.#become(store, { upkeep: upkeepProblem(error) });
      throw error;
    }
  }

  /** Notes trouble that was met elsewhere; a fault that is not a store's, or that was noted before, changes nothing. */
  note(store: StoreName, error: unknown): void {
    if (!(error instanceof Problem) || !error.code.startsWith("store-") || this.#noted.has(error)) return;
    this.#noted.add(error);
    this.#become(store, { calls: error });
  }

  #become(store: StoreName, change: Partial<Troubles>): void {
    const troubles = { ...this.#troubles[store], ...change };
    this.#troubles[store] = troubles;
    const problem = troubles.calls ?? troubles.upkeep;
    const code = problem?.code ?? null;
    if (this.#states[store].code === code) return;
    const message = problem === null ? null : describeError(problem);
    this.#states[store] = { ok: problem === null, code, message, since: this.#clock.now() };
    this.#onChange(store, this.#states[store]);
  }
}

function upkeepProblem(error: unknown): Problem {
  if (error instanceof Problem && error.code.startsWith("store-")) return error;
  return new Problem("store-upkeep", `Roll-ups and retention fail: ${describeError(error)}`, { cause: error });
}
