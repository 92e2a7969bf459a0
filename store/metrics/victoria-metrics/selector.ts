import { decodeTags, encodeTag } from "../line-protocol/lines.ts";
import { declarationOf } from "../refusal.ts";

type Tags = Readonly<Record<string, string>>;

/** A PromQL selector of series; undefined where nothing can match, because the measurement has no such tag. */
export function selectorOf(database: string, measurement: string, fields: readonly string[], where: Tags): string | undefined {
  const wanted = Object.entries(where);
  if (wanted.some(([tag]) => !tagsOf(measurement).includes(tag))) return undefined;
  const names = fields.map((field) => metricName(measurement, field)).join("|");
  const matchers = wanted.map(([tag, value]) => `${tag}=${JSON.stringify(encodeTag(value))}`);
  return `{${[`__name__=~"${names}"`, `db="${database}"`, ...matchers].join(", ")}}`;
}

export function metricName(measurement: string, field: string): string {
  return `${measurement}_${field}`;
}

export function tagsOf(measurement: string): readonly string[] {
  return declarationOf(measurement)?.tags ?? [];
}

/** Fields that the server keeps: it knows numbers alone. */
export function numericFields(measurement: string): readonly string[] {
  const fields = Object.entries(declarationOf(measurement)?.fields ?? {});
  return fields.filter(([, type]) => type !== "string").map(([field]) => field);
}

/** The tags among a series' labels. */
export function tagsOfLabels({ __name__: _name, db: _db, ...labels }: Tags): Record<string, string> {
  return decodeTags(labels);
}

/** The same for all metrics of one set of tags. */
export function tagKey(labels: Tags): string {
  const tags = Object.entries(tagsOfLabels(labels)).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(tags);
}
