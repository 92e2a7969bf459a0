import type { DiscoveryTask } from "../../model/discovery/task.ts";
import { hasEnded } from "../../model/discovery/task.ts";
import { type Clock, minute, second } from "../../model/instant.ts";
import type { DiscoveryTaskRecords } from "../../store/records/discovery-port.ts";

/** Another centre on the same records may have taken a task in, so a wait looks again by itself. */
const lookEvery = 2 * second;
/** A collector that does not come for a task by then is away. */
const waitsFor = 2 * minute;
/** One that has not reported by then has lost it. */
const silentFor = minute;

/** A page looks at a task that it shows every second. */
const looksWithin = 8 * second;

/** Hands tasks to collectors that wait for them. */
export class TaskBoard {
  readonly #records: DiscoveryTaskRecords;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Set<() => void>>();
  #stopped = false;
  /** When somebody last looked at a task that runs. */
  readonly #looked = new Map<string, number>();

  constructor(records: DiscoveryTaskRecords, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  /** Posts a task; a collector that waits gets it at once. */
  async post(task: DiscoveryTask): Promise<void> {
    await this.#records.add(task);
    for (const wake of this.#waiting.get(task.collectorId) ?? []) wake();
  }

  /** The next task of a collector, as soon as there is one within so many milliseconds. */
  async next(collectorId: string, waitMs: number, signal: AbortSignal): Promise<DiscoveryTask | undefined> {
    const end = Date.now() + waitMs;
    for (;;) {
      const task = await this.#records.take(collectorId, this.#clock.now());
      const left = end - Date.now();
      if (task !== undefined || left <= 0 || signal.aborted || this.#stopped) return task;
      await this.#wait(collectorId, Math.min(left, lookEvery), signal);
    }
  }

  /** Ends tasks that nobody came for, and those that no collector speaks of any more. */
  async giveUpLost(): Promise<readonly DiscoveryTask[]> {
    const now = this.#clock.now();
    const lost = (await this.#records.open()).flatMap((task) => {
      const isLost = now - task.changedAt > (task.state === "waiting" ? waitsFor : silentFor);
      const code = task.state === "waiting" ? "collector-away" : "collector-silent";
      return isLost ? [endedBy(task, { state: "failed", code, at: now })] : [];
    });
    for (const task of lost) await this.#records.update(task);
    return lost;
  }

  /** Somebody looks at how a task stands. */
  look(id: string): void {
    this.#looked.set(id, this.#clock.now());
  }

  /** Whether somebody looked at a task here, and does so no more. */
  isLeft(id: string): boolean {
    const looked = this.#looked.get(id);
    return looked !== undefined && this.#clock.now() - looked > looksWithin;
  }

  forget(id: string): void {
    this.#looked.delete(id);
  }

  /** Ends every wait, so that nothing holds a centre that stops. */
  stop(): void {
    this.#stopped = true;
    for (const wakes of this.#waiting.values()) for (const wake of wakes) wake();
  }

  #wait(collectorId: string, milliseconds: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wakes = this.#waiting.get(collectorId) ?? new Set();
    this.#waiting.set(collectorId, wakes.add(resolve));
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => resolve(), { once: true });
    return promise.finally(() => {
      clearTimeout(timer);
      wakes.delete(resolve);
      if (wakes.size === 0) this.#waiting.delete(collectorId);
    });
  }
}

/** A task that ends without its collector's word. */
export function endedBy(
  task: DiscoveryTask,
  { state, code, at }: { state: "failed" | "cancelled"; code: string; at: number },
): DiscoveryTask {
  if (hasEnded(task)) return task;
  const { done = 0, of = 0 } = task.report ?? {};
  return { ...task, state, changedAt: at, report: { ...task.report, state, done, of, reason: { code } } };
}
