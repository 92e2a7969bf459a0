import { type AdvisorySet, noAdvisories } from "../../model/advisories/advisory.ts";
import type { AdvisoryRecords } from "../../store/records/advisory-port.ts";

/** Imported advisories, read once for all enterprises that are judged by them and read again only after a change. */
export class AdvisoryShelf {
  readonly #records: AdvisoryRecords;
  #known: AdvisorySet = noAdvisories;

  constructor(records: AdvisoryRecords) {
    this.#records = records;
  }

  async current(): Promise<AdvisorySet> {
    const read = await this.#records.current(this.#known);
    // Of two who read at once the later change stands.
    if (read.revision >= this.#known.revision) this.#known = read;
    return this.#known;
  }
}
