import type { Instant } from "../../model/instant.ts";

/** A certificate that nobody has registered, and when it was last shown. */
export interface Knock {
  readonly fingerprint: string;
  readonly subject: string;
  readonly at: Instant;
}

/** Strangers may come in any number; the last ones are enough for a person who registers one. */
const kept = 20;

/** Certificates that were turned away since the start, so that a person need not copy a fingerprint by hand. */
export class Knocks {
  readonly #last = new Map<string, Knock>();

  note(knock: Knock): void {
    this.#last.delete(knock.fingerprint);
    this.#last.set(knock.fingerprint, knock);
    for (const fingerprint of [...this.#last.keys()].slice(0, -kept)) this.#last.delete(fingerprint);
  }

  /** The newest first. */
  all(): readonly Knock[] {
    return [...this.#last.values()].reverse();
  }
}
