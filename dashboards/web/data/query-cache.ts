/** What is known of one resource. `value` stays while a newer answer is on its way or failed to come. */
export interface Entry<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
}

type Load = () => Promise<{ readonly value: unknown; readonly text: string }>;

interface Slot {
  entry: Entry<unknown>;
  text: string | undefined;
  load: Load;
  readonly listeners: Set<() => void>;
  running: boolean;
  /** Asked again while a read was running. */
  again: boolean;
}

const waiting: Entry<unknown> = { value: undefined, error: undefined, loading: true };

/** Keeps the last answer by path; readers are told only when the answer's text differs from the one before. */
export class QueryCache {
  readonly #slots = new Map<string, Slot>();

  entry(path: string): Entry<unknown> {
    return this.#slots.get(path)?.entry ?? waiting;
  }

  /** Reads the path for as long as somebody listens; answers how to stop listening. */
  subscribe(path: string, load: Load, listener: () => void): () => void {
    const slot = this.#slots.get(path) ?? this.#open(path, load);
    slot.load = load;
    slot.listeners.add(listener);
    if (slot.listeners.size === 1) void this.#read(slot);
    return () => slot.listeners.delete(listener);
  }

  /** Reads again what is on screen among the paths that match; what is not on screen is read when it next is. */
  refresh(matches: (path: string) => boolean): void {
    for (const [path, slot] of this.#slots) {
      if (matches(path) && slot.listeners.size > 0) void this.#read(slot);
    }
  }

  /** Forgets what one person saw before the next one signs in. */
  clear(): void {
    for (const [path, slot] of this.#slots) {
      if (slot.listeners.size === 0) this.#slots.delete(path);
      else void this.#read(slot);
    }
  }

  #open(path: string, load: Load): Slot {
    const slot: Slot = { entry: waiting, text: undefined, load, listeners: new Set(), running: false, again: false };
    this.#slots.set(path, slot);
    return slot;
  }

  async #read(slot: Slot): Promise<void> {
    slot.again = slot.running;
    if (slot.running) return;
    slot.running = true;
    do {
      slot.again = false;
      await this.#readOnce(slot);
    } while (slot.again && slot.listeners.size > 0);
    slot.running = false;
  }

  async #readOnce(slot: Slot): Promise<void> {
    try {
      const { value, text } = await slot.load();
      if (text === slot.text && slot.entry.error === undefined) return;
      slot.text = text;
      slot.entry = { value, error: undefined, loading: false };
    } catch (error) {
      slot.entry = { ...slot.entry, error, loading: false };
    }
    for (const listener of slot.listeners) listener();
  }
}
