import { canonicalJson } from "../../../model/digest.ts";
import type { Measurement } from "../../../model/metric.ts";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import { declarationOf } from "../refusal.ts";

type Tags = Readonly<Record<string, string>>;

/** One field of one set of tags. */
export interface StoredSeries {
  readonly id: number;
  readonly field: string;
  readonly tags: Tags;
}

/** A series that has to be in the dictionary. */
export interface SeriesName {
  readonly measurement: Measurement;
  readonly tags: Tags;
  readonly field: string;
}

/** The dictionary of series, kept in memory as well: a plant has thousands of them, and every point asks. */
export class SeriesDictionary {
  readonly #connection: SqliteConnection;
  readonly #byMeasurement = new Map<string, StoredSeries[]>();
  /** Ids by field, by the values of the tags in their declared order, by measurement. */
  readonly #ids = new Map<string, Map<string, number>>();
  #lastId = 0;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Reads the series that were added since the last call, by whatever process. */
  async refresh(): Promise<void> {
    const rows = await this.#connection.all("select id, measurement, tags, field from series where id > ? order by id", [
      this.#lastId,
    ]);
    for (const row of rows) {
      const series = { id: Number(row.id), field: String(row.field), tags: JSON.parse(String(row.tags)) as Tags };
      this.#remember(String(row.measurement), series);
    }
  }

  #remember(measurement: string, series: StoredSeries): void {
    if (series.id <= this.#lastId) return;
    this.#lastId = series.id;
    const known = this.#byMeasurement.get(measurement) ?? [];
    this.#byMeasurement.set(measurement, known);
    known.push(series);
    const key = tagKey(measurement, series.tags);
    const ids = this.#ids.get(key) ?? new Map<string, number>();
    this.#ids.set(key, ids);
    ids.set(series.field, series.id);
  }

  /** Ids by field of everything that has these tags. */
  idsOf(measurement: Measurement, tags: Tags): ReadonlyMap<string, number> | undefined {
    return this.#ids.get(tagKey(measurement, tags));
  }

  /** Makes the series that are missing. */
  async add(names: readonly SeriesName[]): Promise<void> {
    const rows = names.map(({ measurement, tags, field }) => {
      const numeric = declarationOf(measurement)?.fields[field] === "string" ? 0 : 1;
      return [measurement, canonicalJson(tags), field, numeric];
    });
    const sql = "insert into series (measurement, tags, field, numeric) values (?, ?, ?, ?) on conflict do nothing";
    await this.#connection.many([{ sql, rows }]);
    await this.refresh();
  }

  /** Series of a measurement whose tags have all of these values; of one field, or of all. */
  matching(measurement: Measurement, where: Tags, field?: string): readonly StoredSeries[] {
    const known = this.#byMeasurement.get(measurement) ?? [];
    const wanted = Object.entries(where);
    return known.filter(
      (series) => (field === undefined || series.field === field) && wanted.every(([tag, value]) => series.tags[tag] === value),
    );
  }
}

function tagKey(measurement: string, tags: Tags): string {
  const values = declarationOf(measurement)?.tags.map((tag) => tags[tag] ?? null);
  return JSON.stringify([measurement, values]);
}
