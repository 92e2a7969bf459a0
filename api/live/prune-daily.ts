import type { Services } from "../services.ts";
import { onceADay } from "./once-a-day.ts";

/** Drops observations that nothing rests on once they are older than the retention. */
export function pruneDaily(services: Pick<Services, "records" | "clock" | "log">): Promise<void> {
  const { records, clock, log } = services;
  return onceADay(services, "observations.pruned-at", async () => {
    const dropped = await records.observations.prune(clock.now());
    if (dropped > 0) log.info({ dropped }, "old observations were dropped");
  });
}
