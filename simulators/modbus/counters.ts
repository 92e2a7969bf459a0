/** Counters of FC 8 by sub-function, 11 to 18 (Modbus 1.1b3, 6.8), each of 16 bits. */
const subFunctions = {
  busMessages: 11,
  busErrors: 12,
  exceptions: 13,
  serverMessages: 14,
  unanswered: 15,
  negativeAcknowledgements: 16,
  busy: 17,
  overruns: 18,
} as const;
export type CounterName = keyof typeof subFunctions;

/** Events of the communication log (FC 12; 6.10): bits of its bytes. */
const received = 0x80;
const sent = 0x40;
const restarted = 0x00;
const longestLog = 64;

/** What a serial-line device counts about its communication. */
export class Counters {
  readonly #values = new Map<number, number>();
  /** Successful requests (FC 11), without those for the counters themselves. */
  events = 0;
  /** Newest first. */
  #log: number[] = [restarted];

  count(name: CounterName): void {
    const sub = subFunctions[name];
    this.#values.set(sub, ((this.#values.get(sub) ?? 0) + 1) & 0xffff);
  }

  /** The counter of a sub-function, undefined where there is none. */
  read(sub: number): number | undefined {
    return sub >= subFunctions.busMessages && sub <= subFunctions.overruns ? (this.#values.get(sub) ?? 0) : undefined;
  }

  get busMessages(): number {
    return this.read(subFunctions.busMessages) ?? 0;
  }

  get log(): readonly number[] {
    return this.#log;
  }

  note(event: "received" | "sent" | "sent-exception"): void {
    const byte = event === "received" ? received : event === "sent" ? sent : sent | 0x01;
    this.#log = [byte, ...this.#log].slice(0, longestLog);
  }

  countEvent(): void {
    this.events = (this.events + 1) & 0xffff;
  }

  clear(): void {
    this.#values.clear();
    this.events = 0;
    this.#log = [restarted];
  }
}
