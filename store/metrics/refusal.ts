import { type FieldType, type MetricPoint, measurements } from "../../model/metric.ts";

interface Declared {
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, FieldType>>;
}

const declarations: Readonly<Record<string, Declared>> = measurements;

/** What the model declares of a measurement, or undefined where it knows none of that name. */
export function declarationOf(measurement: string): Declared | undefined {
  return Object.hasOwn(declarations, measurement) ? declarations[measurement] : undefined;
}

/** Why no store may ever take this point, or undefined where it may: names and types are the model's and nobody else's. */
export function refusalOf(point: MetricPoint): string | undefined {
  const declared = declarationOf(point.measurement);
  if (declared === undefined) return `unknown measurement ${point.measurement}`;
  if (!Number.isSafeInteger(point.at) || point.at < 0) return "the time is not a number of milliseconds";
  return tagRefusal(point.tags, declared) ?? fieldRefusal(point.fields, declared);
}

function tagRefusal(tags: MetricPoint["tags"], declared: Declared): string | undefined {
  for (const tag in tags) {
    if (!declared.tags.includes(tag)) return `unknown tag ${tag}`;
    if (tags[tag] === "") return `tag ${tag} is empty`;
  }
  return undefined;
}

function fieldRefusal(fields: MetricPoint["fields"], declared: Declared): string | undefined {
  let count = 0;
  for (const field in fields) {
    const type = Object.hasOwn(declared.fields, field) ? declared.fields[field] : undefined;
    if (type === undefined) return `unknown field ${field}`;
    if (!fits(type, fields[field])) return `field ${field} is not of type ${type}`;
    count += 1;
  }
  return count === 0 ? "no field" : undefined;
}

function fits(type: FieldType, value: number | string | undefined): boolean {
  if (type === "string") return typeof value === "string";
  return type === "integer" ? Number.isSafeInteger(value) : typeof value === "number" && Number.isFinite(value);
}
