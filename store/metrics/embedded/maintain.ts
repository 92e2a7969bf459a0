import { day, hour, type Instant, minute } from "../../../model/instant.ts";
import { rawRetention, rollupRetention } from "../../retention.ts";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import type { RepeatedStatement, SqlValue } from "../../sqlite/protocol.ts";
import { bucketWidths, fiveMinutes, floorTo } from "../plan.ts";
import type { Progress } from "./progress.ts";

/** One short piece of upkeep: what it does in one transaction, and how far things are afterwards. */
export interface UpkeepStep {
  readonly statements: readonly RepeatedStatement[];
  readonly progress: Partial<Progress>;
}

/** A bucket is rolled up this long after its end, so that what is on its way need not be rolled up again. */
const settling = minute;
/** Much data is rolled up in slices, so that reads and writes come in between. */
const slice = 6 * hour;

function once(sql: string, ...values: readonly SqlValue[]): RepeatedStatement {
  return { sql, rows: [values] };
}

/** Moves points up to and including `through` to where they are read by series. */
export function moveStep(through: Instant): UpkeepStep {
  return {
    statements: [
      once(
        "insert into raw (series, at, value) select series, at, value from hot where at <= ? order by series, at on conflict do nothing",
        through,
      ),
      once("delete from hot where at <= ?", through),
    ],
    progress: { moved: through },
  };
}

/** The next piece of upkeep, or undefined where nothing is left to do at this time. */
export async function nextStep(connection: SqliteConnection, progress: Progress, now: Instant): Promise<UpkeepStep | undefined> {
  const settled = floorTo(now - settling, fiveMinutes);
  if (progress.moved < settled - 1) return moveStep(settled - 1);
  if (progress.fiveMinutesThrough < settled) return rollFiveMinutes(await beginning(connection, progress), settled);
  const fullHour = floorTo(settled, hour);
  if (progress.hoursThrough < fullHour) return rollHours(await firstHour(connection, progress), fullHour);
  if (await hasLate(connection)) return rollLate(progress);
  const midnight = floorTo(settled, day);
  if (progress.daysThrough < midnight) return rollDay(await firstDay(connection, progress), midnight);
  return nextDrop(connection, progress, now);
}

/** Where the roll-up goes on: at a new store, where its data begins. */
async function beginning(connection: SqliteConnection, progress: Progress): Promise<Instant> {
  if (progress.fiveMinutesThrough > 0) return progress.fiveMinutesThrough;
  return floorTo(await earliest(connection, "raw"), fiveMinutes);
}

/** Stores of release 0.1 have no hours yet: they begin with the first bucket that is kept. */
async function firstHour(connection: SqliteConnection, progress: Progress): Promise<Instant> {
  if (progress.hoursThrough > 0) return progress.hoursThrough;
  return floorTo(await earliest(connection, "five_minutes"), hour);
}

async function firstDay(connection: SqliteConnection, progress: Progress): Promise<Instant> {
  if (progress.daysThrough > 0) return progress.daysThrough;
  return floorTo(await earliest(connection, "hours"), day);
}

/** Time of the earliest row, or the end of time where there is none. */
async function earliest(connection: SqliteConnection, table: "raw" | RolledTable): Promise<Instant> {
  const [row] = await connection.all(
    `select min(first) as first from (select (select min(at) from ${table} where series = series.id) as first from series)`,
  );
  return row?.first === null || row === undefined ? Number.MAX_SAFE_INTEGER : Number(row.first);
}

async function hasLate(connection: SqliteConnection): Promise<boolean> {
  return (await connection.all("select 1 from late limit 1")).length > 0;
}

/** Rolls up the points that `source` selects (as x and its series) into buckets of `unit`. */
function rollPoints(source: string, ...values: readonly SqlValue[]): RepeatedStatement {
  const sql = `
    insert into five_minutes (series, at, count, sum, min, max, last)
    select g.series, g.bucket, g.count, g.sum, g.min, g.max, (select value from raw where series = g.series and at = g.newest)
    from (
      select x.series, x.at - x.at % ${fiveMinutes} as bucket, count(*) as count, sum(x.value) as sum,
        min(x.value) as min, max(x.value) as max, max(x.at) as newest
      from ${source} group by x.series, bucket
    ) as g
    where true
    on conflict (series, at) do update set
      count = excluded.count, sum = excluded.sum, min = excluded.min, max = excluded.max, last = excluded.last`;
  return once(sql, ...values);
}

function rollFiveMinutes(from: Instant, settled: Instant): UpkeepStep {
  const to = Math.min(settled, from + slice);
  const source = "series s cross join raw x where s.numeric = 1 and x.series = s.id and x.at >= ? and x.at < ?";
  return { statements: [rollPoints(source, from, to)], progress: { fiveMinutesThrough: to } };
}

/** Rolls up again what changed behind the roll-up's back, and the hours and days that rest on it. */
function rollLate(progress: Progress): UpkeepStep {
  const points = `late l cross join series s cross join raw x
    where s.id = l.series and s.numeric = 1 and x.series = l.series and x.at >= l.at and x.at < l.at + ${fiveMinutes}`;
  const touched = (finer: RolledTable, width: number) => `(
      select distinct series, at - at % ${width} as bucket from late where at < ?
    ) d cross join ${finer} x where x.series = d.series and x.at >= d.bucket and x.at < d.bucket + ${width}`;
  return {
    statements: [
      rollPoints(points),
      rollBuckets("hours", touched("five_minutes", hour), progress.hoursThrough),
      rollBuckets("days", touched("hours", day), progress.daysThrough),
      once("delete from late"),
    ],
    progress: {},
  };
}

type RolledTable = "five_minutes" | "hours" | "days";
const finerThan = { hours: "five_minutes", days: "hours" } as const;

/** Rolls up the buckets that `source` selects (as x and its series) into those of a coarser table. */
function rollBuckets(table: keyof typeof finerThan, source: string, ...values: readonly SqlValue[]): RepeatedStatement {
  const sql = `
    insert into ${table} (series, at, count, sum, min, max, last)
    select g.series, g.bucket, g.count, g.sum, g.min, g.max,
      (select last from ${finerThan[table]} where series = g.series and at = g.newest)
    from (
      select x.series, x.at - x.at % ${bucketWidths[table]} as bucket, sum(x.count) as count, sum(x.sum) as sum,
        min(x.min) as min, max(x.max) as max, max(x.at) as newest
      from ${source} group by x.series, bucket
    ) as g
    where true
    on conflict (series, at) do update set
      count = excluded.count, sum = excluded.sum, min = excluded.min, max = excluded.max, last = excluded.last`;
  return once(sql, ...values);
}

const bucketsBetween = (table: RolledTable) => `series s cross join ${table} x where x.series = s.id and x.at >= ? and x.at < ?`;

function rollHours(from: Instant, fullHour: Instant): UpkeepStep {
  const to = Math.min(fullHour, from + day);
  return { statements: [rollBuckets("hours", bucketsBetween("five_minutes"), from, to)], progress: { hoursThrough: to } };
}

function rollDay(from: Instant, midnight: Instant): UpkeepStep {
  const to = Math.min(midnight, from + day);
  return { statements: [rollBuckets("days", bucketsBetween("hours"), from, to)], progress: { daysThrough: to } };
}

/** Drops what its retention no longer covers, whole hours of points and whole days of roll-ups at a time. */
async function nextDrop(connection: SqliteConnection, progress: Progress, now: Instant): Promise<UpkeepStep | undefined> {
  const rawFrom = floorTo(now - rawRetention, hour);
  if (progress.rawFrom < rawFrom) return { statements: [await drop(connection, "raw", rawFrom)], progress: { rawFrom } };
  const fiveMinutesFrom = floorTo(now - rollupRetention, day);
  if (progress.fiveMinutesFrom >= fiveMinutesFrom) return undefined;
  const statements = [await drop(connection, "five_minutes", fiveMinutesFrom), await drop(connection, "hours", fiveMinutesFrom)];
  return { statements, progress: { fiveMinutesFrom } };
}

/** Series by series, which is the order of the tables. */
async function drop(connection: SqliteConnection, table: "raw" | RolledTable, before: Instant): Promise<RepeatedStatement> {
  const series = await connection.all("select id from series");
  return {
    sql: `delete from ${table} where series = ? and at < ?`,
    rows: series.map(({ id }) => [Number(id), before]),
  };
}
