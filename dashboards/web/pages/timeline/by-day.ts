import type { EventView } from "../../../../api/contract/system.ts";
import type { Instant } from "../../../../model/instant.ts";

/** Events of one local day, in the order in which they came. */
export interface EventDay {
  readonly date: string;
  readonly events: readonly EventView[];
}

/** Events by local day; days keep the order of the events. */
export function byDay(events: readonly EventView[], dateOf: (at: Instant) => string): readonly EventDay[] {
  const days = Map.groupBy(events, ({ at }) => dateOf(Date.parse(at)));
  return [...days].map(([date, ofDay]) => ({ date, events: ofDay }));
}
