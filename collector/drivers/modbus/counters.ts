import { hour, type Instant, second } from "../../../model/instant.ts";
import type { DiagnosticsFacts } from "../../../model/protocols/modbus/facts.ts";
import { toShareStep } from "./rolling-share.ts";

/** Counters of a unit by the function that reads them, such as `8/13`. */
export type Counters = Readonly<Record<string, number>>;

interface Reading {
  readonly at: Instant;
  readonly counters: Counters;
  /** How often the unit had said "illegal function" to us by then. */
  readonly ownIllegalFunctions: number;
}

const windowMs = hour;
/** Fewer messages than these say nothing about a share. */
const fewestMessages = 20;

const exceptionCount = "8/13";
const serverMessageCount = "8/14";

/** What the counters of one unit did over time: counters move all the time, and facts must not. */
export class CounterMemory {
  #readings: readonly Reading[] = [];
  #wentBack: DiagnosticsFacts["wentBack"];

  /** Takes a new reading. */
  add(reading: Reading): void {
    const last = this.#readings.at(-1);
    const back = last !== undefined && anyWentBack(last.counters, reading.counters);
    if (last !== undefined && back) {
      this.#wentBack = {
        at: new Date(reading.at).toISOString(),
        afterSeconds: Math.round((reading.at - last.at) / second),
        before: last.counters,
        after: reading.counters,
      };
    }
    // Over a step back no difference means anything, so the window begins anew.
    const kept = back ? [] : this.#readings.filter(({ at }) => at > reading.at - windowMs);
    this.#readings = [...kept, reading];
  }

  /** The last time that a counter was lower than before, with what was read on either side. */
  get wentBack(): DiagnosticsFacts["wentBack"] {
    return this.#wentBack;
  }

  /** True once two readings could be compared. */
  get compared(): boolean {
    return this.#readings.length > 1 || this.#wentBack !== undefined;
  }

  /** Exceptions among the messages to this unit over the last hour, ours taken out, in percent rounded down to a step. */
  get exceptionSharePercent(): number | undefined {
    const [first] = this.#readings;
    const last = this.#readings.at(-1);
    const messages = difference(first, last, serverMessageCount);
    const raised = difference(first, last, exceptionCount);
    if (first === undefined || last === undefined || messages === undefined || raised === undefined) return undefined;
    if (messages < fewestMessages) return undefined;
    const ours = last.ownIllegalFunctions - first.ownIllegalFunctions;
    return toShareStep((Math.max(0, raised - ours) / messages) * 100);
  }
}

function anyWentBack(before: Counters, after: Counters): boolean {
  return Object.entries(after).some(([name, value]) => value < (before[name] ?? 0));
}

function difference(first: Reading | undefined, last: Reading | undefined, name: string): number | undefined {
  const from = first?.counters[name];
  const to = last?.counters[name];
  return from === undefined || to === undefined ? undefined : to - from;
}
