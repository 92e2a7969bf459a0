import { compareVersions, parseVersion, type Version } from "./version.ts";

/** Versions that an advisory means: all, those between ends, those of a line; `unclear` where the words say more than versions. */
export type VersionRange =
  | { readonly kind: "all" }
  | { readonly kind: "unclear" }
  | { readonly kind: "some"; readonly intervals: readonly Interval[]; readonly except: readonly Version[] };

interface End {
  readonly version: Version;
  readonly included: boolean;
}
interface Interval {
  readonly from?: End;
  readonly to?: End;
  /** All versions whose numbers begin so. */
  readonly line?: readonly number[];
}

const unclear: VersionRange = { kind: "unclear" };

/** Whether a range takes in a version; undefined where they do not compare, or it is not clear what the range means. */
export function takesIn(range: VersionRange, version: Version): boolean | undefined {
  if (range.kind === "all") return true;
  if (range.kind === "unclear") return undefined;
  if (range.except.some((one) => compareVersions(one, version) === 0)) return false;
  const answers = range.intervals.map((interval) => within(interval, version));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function within({ from, to, line }: Interval, version: Version): boolean | undefined {
  if (line !== undefined) {
    if (version.kind !== "numbers" || (version.numbers[0] ?? 0) >= 1000 !== (line[0] ?? 0) >= 1000) return undefined;
    return line.every((number, at) => (version.numbers[at] ?? 0) === number);
  }
  const sides = [from, to].flatMap((end, at) => {
    if (end === undefined) return [];
    const compared = compareVersions(version, end.version);
    if (compared === undefined) return [undefined];
    return [compared === 0 ? end.included : compared > 0 === (at === 0)];
  });
  if (sides.includes(false)) return false;
  return sides.includes(undefined) ? undefined : true;
}

/** One version alone, as `product_version` names it; a wildcard in it means a line of versions. */
export function exactly(text: string): VersionRange {
  return lineOf(text) ?? (isEvery(text) ? { kind: "all" } : oneOf(text));
}

function oneOf(text: string): VersionRange {
  const version = parseVersion(text);
  if (version === undefined) return unclear;
  const end = { version, included: true };
  return some({ from: end, to: end });
}

function some(...intervals: Interval[]): VersionRange {
  return { kind: "some", intervals, except: [] };
}

/** Reads a `product_version_range`: vers (package-url/vers-spec), or what makers write in its place. */
export function parseRange(written: string): VersionRange {
  const text = written.normalize("NFKC").trim();
  if (/^vers:/i.test(text)) return versRange(text);
  if (isEvery(text)) return { kind: "all" };
  const parts = text.split(/\s+or\s+(?=[\d<>v])|;|\|\|?|、/i);
  return parts.length === 1 ? wordRange(text) : union(parts.map((part) => wordRange(part)));
}

function isEvery(text: string): boolean {
  return /^(?:\*|all|any|all versions|any version|all firmware versions|所有版本|全部版本|任意版本)$/i.test(text.trim());
}

function union(ranges: readonly VersionRange[]): VersionRange {
  const intervals = ranges.flatMap((range) => (range.kind === "some" ? range.intervals : []));
  if (ranges.some(({ kind }) => kind === "all")) return { kind: "all" };
  return ranges.some(({ kind }) => kind === "unclear") ? unclear : some(...intervals);
}

const comparator = /(<=|>=|!=|<|>|=|≤|≥)\s*([^<>=≤≥!]+)/g;

function versRange(text: string): VersionRange {
  const constraints = text
    .slice(text.indexOf("/") + 1)
    .split("|")
    .map((part) => part.trim());
  if (constraints.some((part) => part === "*")) return { kind: "all" };
  const read = constraints.map((part) => {
    const [, sign = "=", version = ""] = /^(<=|>=|!=|<|>|=)?(.+)$/.exec(part) ?? [];
    return { sign, version: parseVersion(decoded(version)) };
  });
  const known = read.flatMap(({ sign, version }) => (version === undefined ? [] : [{ sign, version }]));
  if (known.length < read.length) return unclear;
  const intervals: Interval[] = [];
  let from: End | undefined;
  for (const { sign, version } of known) {
    const end = { version, included: sign.includes("=") };
    if (sign === "=") intervals.push({ from: end, to: end });
    if (sign.startsWith("<")) {
      intervals.push(from === undefined ? { to: end } : { from, to: end });
      from = undefined;
    }
    if (sign.startsWith(">")) {
      if (from !== undefined) intervals.push({ from });
      from = end;
    }
  }
  if (from !== undefined) intervals.push({ from });
  const except = known.flatMap(({ sign, version }) => (sign === "!=" ? [version] : []));
  // What leaves versions out and names none means all the others.
  return { kind: "some", intervals: intervals.length === 0 ? [{}] : intervals, except };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Build = (first: End, second: End | undefined) => Interval;
const including = (end: End) => ({ ...end, included: true });
const excluding = (end: End) => ({ ...end, included: false });
const below: Build = (end) => ({ to: excluding(end) });
const upTo: Build = (end) => ({ to: including(end) });
const since: Build = (end) => ({ from: including(end) });
const between: Build = (from, to) => ({ from: including(from), ...(to === undefined ? {} : { to: including(to) }) });
const untilBefore: Build = (from, to) => ({ from: including(from), ...(to === undefined ? {} : { to: excluding(to) }) });

/** What makers write, the longer forms first; each names one version or two. */
const forms: readonly (readonly [RegExp, Build])[] = [
  [/^(?:from\s+)?(.+?)\s+(?:up to,? but not including|until before|before|prior to)\s+(.+)$/i, untilBefore],
  [/^(?:from|between)?\s*(.+?)\s*(?:\s(?:up to and including|up to|through|thru|to|and|-|–)\s|至|到)\s*(\S*\d.*)$/i, between],
  [/^(?:prior to|before|earlier than|older than|lower than|less than|below|低于|早于)\s*(.+)$/i, below],
  [/^(.+?)\s*(?:之前|以前)的?$/, below],
  [/^(?:up to,? and including|up to|through|until|and including)\s+(.+)$/i, upTo],
  [/^(.+?),?\s+(?:and|or)\s+(?:all\s+)?(?:earlier|prior|previous|below|older|lower|before)$/i, upTo],
  [/^(.+?)\s*(?:及其?|和)(?:以下|之前|以前|更早|更低)的?$/, upTo],
  [/^(.+?),?\s+(?:and|or)\s+(?:all\s+)?(?:later|above|newer|higher|up|subsequent)$/i, since],
  [/^(.+?)\s*(?:及其?|和)(?:以上|之后|以后|更高)的?$/, since],
  [/^(?:from|since)\s+(.+)$/i, since],
];

function wordRange(written: string): VersionRange {
  const text = written
    .trim()
    .replace(/^(?:all\s+)?(?:firmware\s+|software\s+)?(?:versions?|releases?)\s+(?=\S)/i, "")
    .replace(/^(?:所有|全部)版本\s*/, "")
    .replace(/\s*(?:versions?|releases?|版本)$/i, "")
    .trim();
  if (/[<>=≤≥]/.test(text)) return comparators(text);
  const exact = exactly(text);
  if (exact.kind !== "unclear") return exact;
  for (const [form, build] of forms) {
    const [matched, first = "", second] = form.exec(text) ?? [];
    if (matched === undefined) continue;
    const [one, other] = [parseVersion(first), second === undefined ? undefined : parseVersion(second)];
    if (one === undefined || (second !== undefined && other === undefined)) continue;
    return some(build({ version: one, included: true }, other && { version: other, included: true }));
  }
  return unclear;
}

/** `>= V5.0 < V5.5.2`: all of them hold. */
function comparators(text: string): VersionRange {
  const found = [...text.matchAll(comparator)];
  if (text.slice(0, found[0]?.index ?? 0).trim() !== "") return unclear;
  let interval: Interval = {};
  for (const [, sign = "", behind = ""] of found) {
    const version = parseVersion(behind.replace(/(?:,|&&|\band\b)\s*$/i, "").trim());
    if (version === undefined || sign === "!=") return unclear;
    const end = { version, included: /[=≤≥]/.test(sign) };
    if (sign === "=") interval = { from: end, to: end };
    else interval = /[<≤]/.test(sign) ? { ...interval, to: end } : { ...interval, from: end };
  }
  return some(interval);
}

/** `V9.1.x`, `2.*`: every version of that line. */
function lineOf(text: string): VersionRange | undefined {
  const [, numbers] = /^v?(\d+(?:\.\d+)*)\.(?:x|\*)(?:\.(?:x|\*))*$/i.exec(text.trim()) ?? [];
  return numbers === undefined ? undefined : some({ line: numbers.split(".").map(Number) });
}
