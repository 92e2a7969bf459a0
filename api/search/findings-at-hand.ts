import { type Clock, type Instant, second } from "../../model/instant.ts";
import type { FindingHead, FindingRecords } from "../../store/records/judgement-port.ts";

/** A search comes with every letter that is typed; what it finds may be this much behind. */
const trustedFor = 10 * second;
/** Findings of an enterprise that are looked through, so that the first search after a rest waits no longer than the next ones. */
const most = 5000;

/** The worst findings of an enterprise, the worst first, kept at hand while somebody searches. */
export class FindingsAtHand {
  readonly #records: FindingRecords;
  readonly #clock: Clock;
  readonly #read = new Map<string, { readonly at: Instant; readonly findings: Promise<readonly FindingHead[]> }>();

  constructor(records: FindingRecords, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  of(enterpriseId: string): Promise<readonly FindingHead[]> {
    const now = this.#clock.now();
    for (const [id, { at }] of this.#read) if (Math.abs(now - at) > trustedFor) this.#read.delete(id);
    const known = this.#read.get(enterpriseId);
    if (known !== undefined) return known.findings;
    const findings = this.#records.worst(enterpriseId, most);
    this.#read.set(enterpriseId, { at: now, findings });
    findings.catch(() => this.#read.delete(enterpriseId));
    return findings;
  }
}
