import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { type Clock, type Instant, minute, second } from "../../model/instant.ts";

const slotMs = 5 * second;
const slots = minute / slotMs;
/** Microseconds, up to an hour, in steps of a hundredth. */
const scale = { lowest: 1, highest: 3_600_000_000, figures: 2 } as const;

/** How late runs were over the last minute, in memory that does not grow with them. */
export class Lateness {
  readonly #clock: Clock;
  #kept: { readonly slot: number; readonly histogram: RecordableHistogram }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(milliseconds: number): void {
    const slot = slotAt(this.#clock.now());
    let newest = this.#kept.at(-1);
    if (newest?.slot !== slot) {
      newest = { slot, histogram: createHistogram(scale) };
      this.#kept = [...this.#kept.filter((each) => each.slot > slot - slots), newest];
    }
    newest.histogram.record(Math.min(scale.highest, Math.max(1, Math.round(milliseconds * 1000))));
  }

  /** Percentiles over the last `windowMs`, a minute at most, in milliseconds; 0 where nothing ran. */
  percentiles(windowMs: number): { readonly p50: number; readonly p99: number } {
    const oldest = slotAt(this.#clock.now() - Math.min(windowMs, minute));
    const whole = createHistogram(scale);
    for (const { slot, histogram } of this.#kept) if (slot > oldest) whole.add(histogram);
    const at = (percent: number) => (whole.count === 0 ? 0 : whole.percentile(percent) / 1000);
    return { p50: at(50), p99: at(99) };
  }
}

function slotAt(time: Instant): number {
  return Math.floor(time / slotMs);
}
