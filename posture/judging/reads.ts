import type { Instant } from "../../model/instant.ts";

/**
 * Something that a check may look at beyond the asset that it judges: the time, findings, sightings, advisories of a maker or all;
 * of a probe the facts of all peers, facts under a name, times, and where there are any.
 */
export type Source =
  | "now"
  | "findings"
  | "sightings"
  | "advisories"
  | `advisories ${string}`
  | `facts ${string}`
  | `named ${string}`
  | `answering ${string}`
  | `times ${string}`;

/** What one evaluation looked at: its verdict holds while none of the sources change, and until a moment. */
export interface Looked {
  readonly sources: readonly Source[];
  readonly until: Instant;
}

const nothing: Looked = { sources: [], until: Number.POSITIVE_INFINITY };

/** Notes what one evaluation looks at, so that its verdict can be kept for as long as none of that changes. */
export class Reads {
  readonly #sources = new Set<Source>();
  #until = nothing.until;

  note(source: Source): void {
    this.#sources.add(source);
  }

  /** Notes that the answer changes at a moment. */
  noteEnd(moment: Instant): void {
    this.#until = Math.min(this.#until, moment);
  }

  /** What was noted since the last call. */
  take(): Looked {
    if (this.#sources.size === 0 && this.#until === nothing.until) return nothing;
    const taken = { sources: [...this.#sources], until: this.#until };
    this.#sources.clear();
    this.#until = nothing.until;
    return taken;
  }
}
