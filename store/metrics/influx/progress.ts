import { day, type Instant, minute } from "../../../model/instant.ts";
import { fiveMinutes, floorTo } from "../plan.ts";
import type { InfluxClient } from "./client.ts";
import { policies } from "./layout.ts";

/** Everything before these moments is rolled up, but for the buckets that are noted as late. */
export interface Progress {
  readonly fiveMinutesThrough: Instant;
  readonly daysThrough: Instant;
}

/** A bucket is rolled up for good this long after its end: the server's continuous query no longer touches it then. */
const settling = 20 * minute;

export function settledFiveMinutes(now: Instant): Instant {
  return floorTo(now - settling, fiveMinutes);
}

/** The server rolls up yesterday and the day before again at midnight. */
export function settledDays(now: Instant): Instant {
  return floorTo(now - settling, day) - day;
}

/**
 * What is older when it is written may be rolled up before it arrives, so its bucket has to be noted as late. A minute is more than a
 * write may take.
 */
export function lateBefore(now: Instant, progress: Progress): Instant {
  return Math.max(progress.fiveMinutesThrough, settledFiveMinutes(now + minute));
}

const measurement = "plantwatch_progress";
/** One point, at the beginning of time, in the policy that keeps for ever. */
const at = 0;

/** The progress that the database holds; in a new one nothing is there to be rolled up before now. */
export async function readProgress(client: InfluxClient, now: Instant): Promise<Progress> {
  const [tables = []] = await client.query([
    `SELECT "five_minutes_through", "days_through" FROM "${policies.days.name}"."${measurement}"`,
  ]);
  const [, fiveMinutesThrough, daysThrough] = tables[0]?.values[0] ?? [];
  if (typeof fiveMinutesThrough === "number" && typeof daysThrough === "number") return { fiveMinutesThrough, daysThrough };
  const beginning = { fiveMinutesThrough: settledFiveMinutes(now), daysThrough: settledDays(now) };
  await writeProgress(client, beginning);
  return beginning;
}

export async function writeProgress(client: InfluxClient, { fiveMinutesThrough, daysThrough }: Progress): Promise<void> {
  const fields = `five_minutes_through=${fiveMinutesThrough}i,days_through=${daysThrough}i`;
  await client.note(policies.days.name, [`${measurement} ${fields} ${at}`]);
}

/** Shows that the database takes a point: a full disk still answers every read. */
export async function writeProbe(client: InfluxClient, now: Instant): Promise<void> {
  await client.note(policies.days.name, [`${measurement} checked=${now}i ${at}`]);
}
