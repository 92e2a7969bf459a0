import type { Instant } from "../../../model/instant.ts";
import type { MetricPoint } from "../../../model/metric.ts";
import type { RepeatedStatement, SqlValue } from "../../sqlite/protocol.ts";
import { fiveMinutes, floorTo } from "../plan.ts";
import type { Progress } from "./progress.ts";
import type { SeriesDictionary, SeriesName } from "./series.ts";

const insertHot = "insert into hot (at, series, value) values (?, ?, ?) on conflict do update set value = excluded.value";
const insertRaw = "insert into raw (at, series, value) values (?, ?, ?) on conflict do update set value = excluded.value";
const insertLate = "insert into late (at, series) values (?, ?) on conflict do nothing";
const insertLatest = `insert into latest (at, series, value) values (?, ?, ?)
  on conflict (series) do update set at = excluded.at, value = excluded.value where excluded.at >= latest.at`;

/** Series that the points need and the dictionary lacks. */
export function missingSeries(points: readonly MetricPoint[], dictionary: SeriesDictionary): readonly SeriesName[] {
  return points.flatMap(({ measurement, tags, fields }) => {
    const ids = dictionary.idsOf(measurement, tags);
    return Object.keys(fields)
      .filter((field) => ids?.has(field) !== true)
      .map((field) => ({ measurement, tags, field }));
  });
}

/** Rows of one table, numbers packed for a cheap journey to the thread, texts apart. */
class Rows {
  readonly #numbers: number[] = [];
  readonly #texts: SqlValue[][] = [];

  add(at: Instant, series: number, value: number | string): void {
    if (typeof value === "number") this.#numbers.push(at, series, value);
    else this.#texts.push([at, series, value]);
  }

  statements(sql: string): readonly RepeatedStatement[] {
    return [
      { sql, width: 3, numbers: Float64Array.from(this.#numbers) },
      { sql, rows: this.#texts },
    ];
  }
}

interface Newest {
  readonly at: Instant;
  readonly value: number | string;
}

/** The statements that store the points. Every series must be in the dictionary. */
export function writeStatements(
  points: readonly MetricPoint[],
  dictionary: SeriesDictionary,
  progress: Progress,
): readonly RepeatedStatement[] {
  const hot = new Rows();
  const raw = new Rows();
  const late = new Map<string, readonly SqlValue[]>();
  const newest = new Map<number, Newest>();
  for (const { measurement, tags, fields, at } of points) {
    const ids = dictionary.idsOf(measurement, tags);
    for (const [field, value] of Object.entries(fields)) {
      const series = ids?.get(field);
      if (series === undefined) continue;
      (at > progress.moved ? hot : raw).add(at, series, value);
      if (at >= (newest.get(series)?.at ?? -1)) newest.set(series, { at, value });
      if (at < progress.fiveMinutesThrough) {
        const bucket = floorTo(at, fiveMinutes);
        late.set(`${series} ${bucket}`, [bucket, series]);
      }
    }
  }
  return [
    ...hot.statements(insertHot),
    ...raw.statements(insertRaw),
    { sql: insertLate, rows: [...late.values()] },
    ...newestRows(newest).statements(insertLatest),
  ];
}

function newestRows(newest: ReadonlyMap<number, Newest>): Rows {
  const rows = new Rows();
  for (const [series, { at, value }] of newest) rows.add(at, series, value);
  return rows;
}
