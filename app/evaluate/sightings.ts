import { type Verdict, type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";

/** What the monitor said of one check at one asset: its worst endpoint, as the score takes it. */
export interface Said {
  readonly status: VerdictStatus;
  readonly because: Verdict["because"];
}

/** What was said from a moment on, milliseconds after the start. */
export interface Sighting extends Said {
  readonly at: number;
}

/** Everything that the monitor said of a pair of asset and check, oldest first. */
export type Sightings = ReadonlyMap<string, readonly Sighting[]>;

/** Without an asset the enterprise itself is meant. */
export function pairKey(enterprise: string, asset: string | null | undefined, check: string): string {
  return JSON.stringify([enterprise, asset ?? null, check]);
}

/** The verdicts as one a pair of asset and check: fail before unknown before pass before not-applicable. */
export function worstByPair(verdicts: readonly Verdict[]): ReadonlyMap<string, Said> {
  const worst = new Map<string, Said>();
  for (const { enterpriseId, assetId, checkId, status, because } of verdicts) {
    const key = pairKey(enterpriseId, assetId, checkId);
    const known = worst.get(key);
    if (known === undefined || verdictStatuses.indexOf(status) < verdictStatuses.indexOf(known.status))
      worst.set(key, { status, because });
  }
  return worst;
}

/** Keeps what was said over time; a status that stays adds nothing, only its newest reason is kept. */
export class SightingBook {
  readonly #byPair = new Map<string, Sighting[]>();

  note(said: ReadonlyMap<string, Said>, at: number): void {
    for (const [key, { status, because }] of said) {
      const known = this.#byPair.get(key) ?? [];
      const last = known.at(-1);
      if (last?.status === status) known[known.length - 1] = { ...last, because };
      else known.push({ at, status, because });
      this.#byPair.set(key, known);
    }
  }

  get all(): Sightings {
    return this.#byPair;
  }
}
