import { day, hour, type Instant, minute } from "../../../model/instant.ts";
import { rawRetention } from "../../retention.ts";
import { fiveMinutes, floorTo } from "../plan.ts";
import type { InfluxClient } from "./client.ts";
import { type LateBuckets, windowsOf } from "./late-buckets.ts";
import { type RolledSource, rollUpStatements } from "./layout.ts";
import { type Progress, settledDays, settledFiveMinutes, writeProgress } from "./progress.ts";

/** Much data is rolled up in slices, so that one answer is not long in coming and work is not lost by a breakdown. */
const slice = hour;
const deadlineMs = 5 * minute;

export interface Upkeep {
  readonly client: InfluxClient;
  readonly late: LateBuckets;
  /** Waits for the writes that are under way. */
  readonly drain: () => Promise<unknown>;
  progress: Progress;
}

/**
 * Rolls up what is due, and again what came late. The server's continuous queries do most of it before; they never see what
 * comes later than they reach back, nor what they missed while the server was down.
 */
export async function maintain(upkeep: Upkeep, now: Instant): Promise<void> {
  const { client, late } = upkeep;
  const rawFrom = now - rawRetention;
  // A write that begins after this line notes its buckets anew; one that began before is waited for. So none falls between.
  const pending = await late.pending(rawFrom);
  late.turn();
  await upkeep.drain();

  await rollFiveMinutes(upkeep, rawFrom, settledFiveMinutes(now));
  const due = pending.filter(({ at }) => at < upkeep.progress.fiveMinutesThrough);
  const moments = due.map(({ at }) => at);
  await rollWindows(client, "five_minutes", moments, fiveMinutes, slice);
  await rollWindows(
    client,
    "days",
    moments.filter((at) => at < upkeep.progress.daysThrough),
    day,
    day,
  );
  await rollDays(upkeep, settledDays(now));
  await late.done(due);
}

async function rollFiveMinutes(upkeep: Upkeep, rawFrom: Instant, settled: Instant): Promise<void> {
  const from = Math.max(floorTo(rawFrom, fiveMinutes), upkeep.progress.fiveMinutesThrough);
  for (let start = from; start < settled; start += slice) {
    const to = Math.min(settled, start + slice);
    await rollUp(upkeep.client, "five_minutes", start, to);
    await advance(upkeep, { fiveMinutesThrough: to });
  }
}

async function rollDays(upkeep: Upkeep, settled: Instant): Promise<void> {
  for (let start = upkeep.progress.daysThrough; start < settled; start += day) {
    await rollUp(upkeep.client, "days", start, start + day);
    await advance(upkeep, { daysThrough: start + day });
  }
}

async function advance(upkeep: Upkeep, change: Partial<Progress>): Promise<void> {
  const progress = { ...upkeep.progress, ...change };
  await writeProgress(upkeep.client, progress);
  upkeep.progress = progress;
}

async function rollWindows(
  client: InfluxClient,
  source: RolledSource,
  moments: readonly Instant[],
  unit: number,
  longest: number,
): Promise<void> {
  for (const { from, to } of windowsOf(moments, unit, longest)) await rollUp(client, source, from, to);
}

async function rollUp(client: InfluxClient, source: RolledSource, from: Instant, to: Instant): Promise<void> {
  await client.query(rollUpStatements(client.database, source, from, to), { deadlineMs });
}
