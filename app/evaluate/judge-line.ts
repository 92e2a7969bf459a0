import type { TruthLine } from "../../model/truth/scenario.ts";
import type { Sighting } from "./sightings.ts";

/** A line of the truth with what was said while it held. */
export interface JudgedLine {
  readonly line: TruthLine;
  /** The monitor said it, in time. */
  readonly agreed: boolean;
  /** The monitor raised a fault where the truth has none. */
  readonly falseAlarm: boolean;
  /** What the monitor said last while the line held. */
  readonly last: Sighting | undefined;
  /** When it was first said, milliseconds after it began to hold; undefined where it was not. */
  readonly after: number | undefined;
}

/**
 * Judges the lines of one pair, each over its era: from its start until the next line of the pair takes over. What an event does
 * must be said within its time and may pass again; what holds from the start must still be said at the end of its era.
 * @param lines of one pair, by their start
 */
export function judgeLines(lines: readonly TruthLine[], sightings: readonly Sighting[]): readonly JudgedLine[] {
  return lines.map((line, index) => {
    const from = line.from ?? 0;
    const seen = within(sightings, from, lines[index + 1]?.from ?? Number.POSITIVE_INFINITY);
    const last = seen.at(-1);
    const after = agreesAfter(line, seen, from);
    return { line, agreed: after !== undefined, falseAlarm: isFalseAlarm(line, seen), last, after };
  });
}

/** The sightings of an era; one from before that still holds counts from the era's start. */
function within(sightings: readonly Sighting[], from: number, until: number): readonly Sighting[] {
  const standing = sightings.findLast(({ at }) => at <= from);
  const later = sightings.filter(({ at }) => at > from && at < until);
  return standing === undefined ? later : [{ ...standing, at: from }, ...later];
}

function agreesAfter({ status, from: start, by }: TruthLine, seen: readonly Sighting[], from: number): number | undefined {
  const first = seen.find((sighting) => sighting.status === status);
  if (first === undefined || (by !== undefined && first.at > by)) return undefined;
  if (start === undefined && seen.at(-1)?.status !== status) return undefined;
  return first.at - from;
}

/**
 * A fail where the truth has another status. An event has its time to be noticed in, and two kinds of verdict may only arrive:
 * that nothing of an asset was seen yet is true at first, and what gives way to another fault waits for that one to be seen.
 */
function isFalseAlarm(line: TruthLine, seen: readonly Sighting[]): boolean {
  if (line.status === "fail") return false;
  return seen.some(({ status, at }, index) => {
    if (status !== "fail") return false;
    const until = seen[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    return until > graceEnd(line, seen, at);
  });
}

function graceEnd(line: TruthLine, seen: readonly Sighting[], at: number): number {
  if (line.by !== undefined) return line.by;
  if (!mayArrive(line)) return at;
  return seen.find(({ status }) => status === line.status)?.at ?? at;
}

function mayArrive({ check, status }: TruthLine): boolean {
  return check.startsWith("monitor.") || status === "not-applicable";
}
