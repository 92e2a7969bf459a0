import type { EventRecord } from "../../model/event.ts";
import type { EventRecords } from "../../store/records/evidence-port.ts";

export type NewEvent = Omit<EventRecord, "id">;
type Listener = (events: readonly EventRecord[]) => void;

/** Events that are read at once behind the last one passed on. */
const readAtOnce = 500;

/** Keeps events and passes them on to everybody who listens at this moment. */
export class EventHub {
  readonly #records: EventRecords;
  readonly #isShared: boolean;
  readonly #listeners = new Set<Listener>();
  /** The last event that was passed on; undefined before the first look. */
  #passedOn: number | undefined;
  #reading: Promise<void> | undefined;

  /** `isShared`: other centres add events to the same records, so that these are read from there, in their order. */
  constructor(records: EventRecords, isShared = false) {
    this.#records = records;
    this.#isShared = isShared;
  }

  async publish(events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.announce(await this.#records.append(events));
  }

  /** Passes on events that are kept already. */
  async announce(kept: readonly EventRecord[]): Promise<void> {
    if (kept.length === 0) return;
    if (!this.#isShared) return this.#tell(kept);
    this.#passedOn ??= (kept[0]?.id ?? 1) - 1;
    await this.look();
  }

  /** Passes on what other centres added; call it on a timer. */
  look(): Promise<void> {
    if (!this.#isShared) return Promise.resolve();
    const before = this.#reading ?? Promise.resolve();
    const reading = before.catch(() => undefined).then(() => this.#read());
    this.#reading = reading;
    return reading;
  }

  async #read(): Promise<void> {
    if (this.#passedOn === undefined) {
      const [newest] = await this.#records.list({ limit: 1 });
      this.#passedOn = newest?.id ?? 0;
      return;
    }
    for (;;) {
      const events = await this.#records.list({ after: this.#passedOn, limit: readAtOnce });
      this.#passedOn = events.at(-1)?.id ?? this.#passedOn;
      if (events.length > 0) this.#tell(events);
      if (events.length < readAtOnce) return;
    }
  }

  #tell(events: readonly EventRecord[]): void {
    for (const listener of this.#listeners) listener(events);
  }

  /** Answers a function that ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
