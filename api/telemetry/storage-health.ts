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

/** Remembers whether the stores work, from what happens to the calls that are made anyway. */
export class StorageHealth {
  readonly #clock: Clock;
  readonly #onChange: OnChange;
  readonly #states: Record<StoreName, StoreState> = { records: untroubled, metrics: untroubled };

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
      this.#become(store, null);
      return answer;
    } catch (error) {
      this.note(store, error);
      throw error;
    }
  }

  /** Notes trouble that was met elsewhere; a fault that is not the store's changes nothing. */
  note(store: StoreName, error: unknown): void {
    if (error instanceof Problem && error.code.startsWith("store-")) this.#become(store, error);
  }

  #become(store: StoreName, problem: Problem | null): void {
    const before = this.#states[store];
    const code = problem?.code ?? null;
    if (before.code === code) return;
    const message = problem === null ? null : describeError(problem);
    this.#states[store] = { ok: problem === null, code, message, since: this.#clock.now() };
    this.#onChange(store, this.#states[store]);
  }
}
