import { day } from "../../model/instant.ts";
import type { Services } from "../services.ts";

const prunedName = "observations.pruned-at";

/** Drops observations that nothing rests on once they are older than the retention, once a day however often the centre starts. */
export async function pruneDaily({ records, clock, log }: Pick<Services, "records" | "clock" | "log">): Promise<void> {
  const now = clock.now();
  const last = Number((await records.settings.get(prunedName)) ?? 0);
  if (now - last < day) return;
  const dropped = await records.observations.prune(now);
  await records.settings.set(prunedName, String(now));
  if (dropped > 0) log.info({ dropped }, "old observations were dropped");
}
