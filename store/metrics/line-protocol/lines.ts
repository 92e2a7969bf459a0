import type { FieldType, MetricPoint } from "../../../model/metric.ts";
import { declarationOf } from "../refusal.ts";

/**
 * Line protocol as InfluxDB 1.x and VictoriaMetrics read it, with times in milliseconds. It has no way to write a line end in a
 * tag, nor a backslash at its end, and the two servers read a backslash before a special character differently; such characters
 * are written with U+241B in front, so that two names never become one and reading gives back what was written.
 */

const mark = "␛";
const unwritable = /␛|[\r\n]|\\(?=[\\,= ]|$)/g;
const written: Readonly<Record<string, string>> = { [mark]: mark, "\n": "n", "\r": "r", "\\": "b" };
const read = new Map(Object.entries(written).map(([character, letter]) => [letter, character]));

/** A tag's value as the server is to keep it. */
export function encodeTag(value: string): string {
  return value.replace(unwritable, (character) => mark + (written[character] ?? character));
}

/** The value that `encodeTag` was given. */
export function decodeTag(kept: string): string {
  return kept.replace(/␛(.)/g, (pair, letter: string) => read.get(letter) ?? pair);
}

/** Tags as a server answers them: decoded, without those that a series does not have. */
export function decodeTags(kept: Readonly<Record<string, string>>): Record<string, string> {
  const present = Object.entries(kept).filter(([, value]) => value !== "");
  return Object.fromEntries(present.map(([tag, value]) => [tag, decodeTag(value)]));
}

/** One line. The point must have passed `refusalOf`: names are the model's and stand as they are. */
export function toLine({ measurement, tags, fields, at }: MetricPoint): string {
  const types = declarationOf(measurement)?.fields ?? {};
  const tagText = Object.keys(tags)
    .sort()
    .map((tag) => `,${tag}=${encodeTag(tags[tag] ?? "").replace(/[,= ]/g, "\\$&")}`);
  const fieldText = Object.entries(fields).map(([field, value]) => `${field}=${toValue(types[field], value)}`);
  return `${measurement}${tagText.join("")} ${fieldText.join(",")} ${at}`;
}

function toValue(type: FieldType | undefined, value: number | string): string {
  if (typeof value === "string") return `"${value.replace(/["\\]/g, "\\$&")}"`;
  return type === "integer" ? `${value}i` : String(value);
}
