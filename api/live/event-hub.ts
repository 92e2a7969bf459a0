import type { EventRecord } from "../../model/event.ts";
import type { EventRecords } from "../../store/records/evidence-port.ts";

export type NewEvent = Omit<EventRecord, "id">;
type Listener = (events: readonly EventRecord[]) => void;

/** Keeps events and passes them on to everybody who listens at this moment. */
export class EventHub {
  readonly #records: EventRecords;
  readonly #listeners = new Set<Listener>();

  constructor(records: EventRecords) {
    this.#records = records;
  }

  async publish(events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    this.announce(await this.#records.append(events));
  }

  /** Passes on events that are kept already. */
  announce(kept: readonly EventRecord[]): void {
    if (kept.length === 0) return;
    for (const listener of this.#listeners) listener(kept);
  }

  /** Answers a function that ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
