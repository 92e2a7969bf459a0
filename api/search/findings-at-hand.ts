import type { Finding } from "../../model/finding.ts";
import { type Clock, type Instant, second } from "../../model/instant.ts";
import type { FindingRecords } from "../../store/records/judgement-port.ts";
import { compareFindings } from "../views/finding-view.ts";

/** A search comes with every letter that is typed; what it finds may be this much behind. */
const trustedFor = 10 * second;

/** The findings of an enterprise, worst first, kept at hand while somebody searches. */
export class FindingsAtHand {
  readonly #records: FindingRecords;
  readonly #clock: Clock;
  readonly #read = new Map<string, { readonly at: Instant; readonly findings: Promise<readonly Finding[]> }>();

  constructor(records: FindingRecords, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  of(enterpriseId: string): Promise<readonly Finding[]> {
    const now = this.#clock.now();
    for (const [id, { at }] of this.#read) if (Math.abs(now - at) > trustedFor) this.#read.delete(id);
    const known = this.#read.get(enterpriseId);
    if (known !== undefined) return known.findings;
    const findings = this.#records.list({ enterpriseId }).then((all) => all.toSorted(compareFindings));
    this.#read.set(enterpriseId, { at: now, findings });
    findings.catch(() => this.#read.delete(enterpriseId));
    return findings;
  }
}
