import { day, hour, type Instant } from "../../../model/instant.ts";
import { CounterMemory } from "./counters.ts";
import type { FailureCode } from "./errors.ts";
import { RollingShare } from "./rolling-share.ts";
import type { UnitSearch } from "./unit-search.ts";

/** Breaks of the protocol that a unit can be blamed for; late and doubled answers are not among them. */
const violations = [
  "wrong-protocol-id",
  "wrong-length",
  "wrong-unit",
  "wrong-function",
  "wrong-transaction",
  "truncated",
] as const satisfies readonly FailureCode[];
export type Violation = (typeof violations)[number];

/** Counts are kept up to this, so that facts stay equal while a unit goes on breaking the protocol. */
export const repeatedViolations = 3;

/** What is known of one unit. It is learnt once and kept while the process lives, whatever becomes of the connection. */
export class UnitMemory {
  /** Functions that the unit answered with exception 1: they are not asked again. */
  readonly unknownFunctions = new Set<string>();
  /** Functions that the unit answered with data: silence to one of them is silence, not ignorance. */
  readonly knownFunctions = new Set<string>();
  /** True once a read that joined several registers was refused where each alone may be read. */
  readSeparately = false;
  /** How often the unit said "illegal function" to us: our own traffic is not evidence against it. */
  ownIllegalFunctions = 0;
  readonly counters = new CounterMemory();
  /** Runs of `modbus.health` that the unit answered, over a day. */
  readonly availability = new RollingShare(day, 24);
  /** When `modbus.health` first ran here. */
  watchedSince: Instant | undefined;
  /** Reads that the unit answered with an exception, over an hour. */
  readonly refusedReads = new RollingShare(hour, 12);
  unitSearch: UnitSearch = { states: new Map() };
  #violations: { readonly at: Instant; readonly code: Violation }[] = [];

  /** Notes a failure where it is a break of the protocol; true once there were three within a day. */
  noteFailure(code: FailureCode, at: Instant): boolean {
    const violation = violations.find((each) => each === code);
    if (violation === undefined) return false;
    this.#violations = [...this.#violations, { at, code: violation }].slice(-repeatedViolations);
    return this.violationsWithinDay(at).length >= repeatedViolations;
  }

  /** Breaks of the protocol within the last day, oldest first, the newest three. */
  violationsWithinDay(now: Instant): readonly Violation[] {
    return this.#violations.filter(({ at }) => at > now - day).map(({ code }) => code);
  }
}

/** The memory of every unit by its URL. */
export class DeviceMemory {
  readonly #units = new Map<string, UnitMemory>();

  of(url: string): UnitMemory {
    const known = this.#units.get(url) ?? new UnitMemory();
    this.#units.set(url, known);
    return known;
  }
}
