import type { Instant } from "../../../model/instant.ts";
import type { Evidence } from "../../../model/verdict.ts";
import { observationRetention } from "../../retention.ts";
import type { Database } from "./database.ts";
import { decode, slices } from "./encoding.ts";

/**
 * Drops rows that were last seen before the retention began. Kept for ever: the newest of every probe, accepted baselines, and
 * what a verdict, now or at any change of one, rests on, because findings, scores and reports follow from those. Runs inside the
 * caller's transaction; answers how many rows went.
 */
export async function pruneObservations(db: Database, now: Instant): Promise<number> {
  const evidence = await currentEvidence(db);
  const old = await db
    .selectFrom("observations")
    .select(["id", "timesSeen"])
    .where("lastSeen", "<", now - observationRetention)
    .where("id", "not in", (query) => query.selectFrom("keptObservations").select("observationId"))
    .where("id", "not in", (query) => query.selectFrom("observationHeads").select("observationId"))
    .execute();
  const gone = old.filter(({ id }) => !evidence.has(id));
  for (const some of slices(gone)) {
    const ids = some.map(({ id }) => id);
    await db.deleteFrom("observations").where("id", "in", ids).execute();
  }
  await addToTally(
    db,
    gone.reduce((sum, { timesSeen }) => sum + timesSeen, 0),
  );
  return gone.length;
}

async function currentEvidence(db: Database): Promise<ReadonlySet<string>> {
  const verdicts = await db.selectFrom("verdicts").select("body").execute();
  const evidence = verdicts.flatMap(({ body }) => decode<{ evidence: readonly Evidence[] }>(body).evidence);
  return new Set(evidence.map(({ observationId }) => observationId));
}

/** What was acknowledged stays counted when its row is gone. */
async function addToTally(db: Database, more: number): Promise<void> {
  if (more === 0) return;
  await db
    .insertInto("tallies")
    .values({ name: "observations-pruned", value: more })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(({ eb }) => ({ value: eb("tallies.value", "+", more) })))
    .execute();
}
