import type { Instant } from "../../../model/instant.ts";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import type { LastValue } from "../port.ts";
import type { StoredSeries } from "./series.ts";

/** The newest point of every set of tags: the fields that came in with it, none that are older. */
export async function lastValues(
  connection: SqliteConnection,
  matching: readonly StoredSeries[],
  since: Instant,
): Promise<readonly LastValue[]> {
  if (matching.length === 0) return [];
  const rows = await connection.all(
    "select series, at, value from latest where at >= ? and series in (select value from json_each(?))",
    [since, JSON.stringify(matching.map(({ id }) => id))],
  );
  const found = new Map(rows.map(({ series, at, value }) => [Number(series), { at: Number(at), value }]));
  const points = Map.groupBy(matching, ({ tags }) => JSON.stringify(tags));
  return [...points.values()].flatMap((members): LastValue[] => {
    const values = members.flatMap(({ id, field, tags }) => {
      const newest = found.get(id);
      return newest === undefined ? [] : [{ ...newest, field, tags }];
    });
    const at = Math.max(...values.map((value) => value.at));
    const [first] = values;
    if (first === undefined) return [];
    const fields = values.filter((value) => value.at === at).map(({ field, value }) => [field, toField(value)] as const);
    return [{ tags: first.tags, fields: Object.fromEntries(fields), at }];
  });
}

function toField(value: unknown): number | string {
  return typeof value === "number" ? value : String(value);
}
