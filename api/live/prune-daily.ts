import { sightingKeptFor } from "../../model/discovery/sighting.ts";
import { day } from "../../model/instant.ts";
import type { Services } from "../services.ts";
import { onceADay } from "./once-a-day.ts";

const alertsKeptFor = 395 * day;

/** Drops observations that nothing rests on once they are older than the retention, alerts that were over long ago, and what others saw long ago. */
export function pruneDaily(services: Pick<Services, "records" | "clock" | "log">): Promise<void> {
  const { records, clock, log } = services;
  return onceADay(services, "observations.pruned-at", async () => {
    const dropped = await records.observations.prune(clock.now());
    await records.sightings.prune(clock.now() - sightingKeptFor);
    await records.alerts.prune(clock.now() - alertsKeptFor);
    if (dropped > 0) log.info({ dropped }, "old observations were dropped");
  });
}
