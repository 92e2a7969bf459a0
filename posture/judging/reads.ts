/** Something that a check may look at beyond the asset that it judges: the time, findings, facts of peers. */
export type Source = "now" | "findings" | `facts ${string}` | `times ${string}`;

const nothing: readonly Source[] = [];

/** Notes what one evaluation looks at, so that its verdict can be kept for as long as none of that changes. */
export class Reads {
  readonly #sources = new Set<Source>();

  note(source: Source): void {
    this.#sources.add(source);
  }

  /** What was noted since the last call. */
  take(): readonly Source[] {
    if (this.#sources.size === 0) return nothing;
    const taken = [...this.#sources];
    this.#sources.clear();
    return taken;
  }
}
