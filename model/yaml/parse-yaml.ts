import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { describeError } from "../problem.ts";

/** What is wrong in a file that a person wrote, and where. */
export interface ConfigIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted path such as `assets[2].endpoints[0].url`. */
  readonly path: string;
  readonly message: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

type Path = readonly PropertyKey[];

/** A later check over the whole value; it reports by path and the place is found for it. */
export type CrossCheck<T> = (value: T, report: (path: Path, message: string) => void) => void;

/**
 * Parses YAML against a schema. Never throws: every syntax error, unknown key and wrong value becomes an issue with file,
 * line, column, path and the expected form.
 */
export function parseYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  crossCheck?: CrossCheck<z.output<S>>,
): Parsed<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const syntax = document.errors.map((error): ConfigIssue => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { file, line, column: col, path: "", message: error.message };
  });
  if (syntax.length > 0) return { ok: false, issues: syntax };

  const at = (path: Path, message: string): ConfigIssue => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { file, line, column: col, path: formatPath(path), message };
  };
  const read = readDocument(document);
  if ("fault" in read) return { ok: false, issues: [at([], read.fault)] };
  const result = schema.safeParse(read.value, { reportInput: true });
  if (!result.success) return { ok: false, issues: schemaFaults(result.error).map(({ path, message }) => at(path, message)) };
  const found: ConfigIssue[] = [];
  crossCheck?.(result.data, (path, message) => found.push(at(path, message)));
  return found.length === 0 ? { ok: true, value: result.data } : { ok: false, issues: found };
}

/** Aliases that point nowhere, and so many that a short file would swell, are told only as the value is made. */
function readDocument(document: Document.Parsed): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { fault: `${describeError(error)}; write the value out where it is used` };
  }
}

/** What is wrong in a value, by path; the path leads to the deepest part that is wrong. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** What a schema found wrong, in the words that files get; it must have been asked with `reportInput`. */
export function schemaFaults(error: z.ZodError): readonly Fault[] {
  return error.issues.flatMap(flattenIssue);
}

/** One line a person can act on: `file:line:column path: message`. */
export function formatIssue(issue: ConfigIssue): string {
  const place = `${issue.file}:${issue.line}:${issue.column}`;
  return issue.path === "" ? `${place} ${issue.message}` : `${place} ${issue.path}: ${issue.message}`;
}

function flattenIssue(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: "unknown key" }));
  }
  if (issue.code === "invalid_union") return flattenUnion(issue);
  const message = expectation(issue);
  return [{ path: issue.path, message: issue.input === undefined ? `is missing; ${message}` : message }];
}

/** The form that is expected, in our words where the schema has none of its own. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid")) return `expected ${issue.expected}`;
  if (issue.code === "invalid_value" && issue.message.startsWith("Invalid")) return expectedOneOf(issue.values);
  return issue.message;
}

function expectedOneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `expected ${values[0]}` : `expected one of ${values.join(", ")}`;
}

/** A form whose own kind fits is what the person meant; where none does, every form that is allowed is named. */
function flattenUnion(union: z.core.$ZodIssueInvalidUnion): Fault[] {
  const meant = union.errors.find((issues) => issues.every(({ path }) => path.length > 0));
  if (meant !== undefined) return meant.flatMap((issue) => flattenIssue({ ...issue, path: [...union.path, ...issue.path] }));
  const { path, input } = union;
  if ("options" in union && union.options !== undefined) {
    const isMissing = typeof input === "object" && !Object.hasOwn(input ?? {}, union.discriminator ?? "");
    return [{ path, message: `${isMissing ? "is missing; " : ""}${expectedOneOf(union.options)}` }];
  }
  if (union.message !== "Invalid input") return [{ path, message: union.message }];
  const forms = [...new Set(union.errors.flat().map(expectation))].join(", or ");
  return [{ path, message: input === undefined ? `is missing; ${forms}` : forms }];
}

/** The offset of the deepest part of the path that exists in the document: a missing key is reported at its parent. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    const parent = document.getIn(part.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part.at(-1)));
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Dotted path such as `assets[2].endpoints[0].url`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}
