import type { TruthLine } from "../../model/truth/scenario.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";
import { type JudgedLine, judgeLines } from "./judge-line.ts";
import { pairKey, type Sighting, type Sightings } from "./sightings.ts";

/** One line of the truth beside what the monitor said last while it held. */
export interface Difference {
  readonly enterprise: string;
  /** Absent where the enterprise itself is judged. */
  readonly asset?: string;
  readonly check: string;
  readonly expected: VerdictStatus;
  readonly said: VerdictStatus | "nothing";
  readonly because: Verdict["because"] | undefined;
  /** When the line began to hold and until when it had to be said, milliseconds after the start; absent for what always held. */
  readonly from?: number;
  readonly by?: number;
}

export interface CheckResult {
  readonly check: string;
  readonly hits: number;
  readonly misses: number;
  readonly falseAlarms: number;
  /** Good states that the monitor confirmed, of those that the truth names. */
  readonly confirmed: number;
  readonly good: number;
  /** null where nothing was expected or said. */
  readonly precision: number | null;
  readonly recall: number | null;
  /** Longest time from when a fault held to when it was seen, milliseconds; null where none was. */
  readonly timeToDetect: number | null;
}

export interface Comparison {
  readonly checks: readonly CheckResult[];
  /** Everything on which monitor and truth differ, what the monitor left unknown included. */
  readonly differences: readonly Difference[];
  /** Differences in which the monitor says that it does not know, or nothing; never counted as right. */
  readonly unknown: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * Compares what was said with the truth. A fault that the truth names and the monitor failed in time is a hit, else a miss. A fail
 * that the truth does not name, at an asset that it speaks of, is a false alarm, even one that passed again. Only faults enter
 * precision and recall.
 * @param elapsed milliseconds since the start; lines that begin later are left out
 */
export function compare(truth: readonly TruthLine[], said: Sightings, elapsed: number): Comparison {
  const judged = judgeAll(truth, said, elapsed);
  const unnamed = unnamedFails(truth, said);
  const byCheck = Map.groupBy(judged, ({ line }) => line.check);
  const alarmsByCheck = Map.groupBy(unnamed, ({ check }) => check);
  const names = [...new Set([...byCheck.keys(), ...alarmsByCheck.keys()])].sort();
  const checks = names.map((check) => toResult(check, byCheck.get(check) ?? [], alarmsByCheck.get(check)?.length ?? 0));
  const differences = [...judged.filter(differs).map(toDifference), ...unnamed];
  const sum = (pick: (result: CheckResult) => number) => checks.reduce((total, result) => total + pick(result), 0);
  const hits = sum((result) => result.hits);
  return {
    checks,
    differences,
    unknown: differences.filter(isUnknown).length,
    precision: share(hits, hits + sum((result) => result.falseAlarms)) ?? 1,
    recall: share(hits, hits + sum((result) => result.misses)) ?? 1,
  };
}

/** The monitor says that it does not know, or nothing. */
export function isUnknown({ said }: Difference): boolean {
  return said === "unknown" || said === "nothing";
}

/** Every line that has begun, with what was said while it held. */
export function judgeAll(truth: readonly TruthLine[], said: Sightings, elapsed: number): readonly JudgedLine[] {
  const begun = truth.filter(({ from = 0 }) => from <= elapsed);
  const byPair = Map.groupBy(begun, ({ enterprise, asset, check }) => pairKey(enterprise, asset, check));
  return [...byPair].flatMap(([key, lines]) =>
    judgeLines(
      lines.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0)),
      said.get(key) ?? [],
    ),
  );
}

/** Faults raised, at any time, of checks that the truth does not name at an asset of which it speaks. */
export function unnamedFails(truth: readonly TruthLine[], said: Sightings): readonly Difference[] {
  const lines = Map.groupBy(truth, ({ enterprise, asset, check }) => pairKey(enterprise, asset, check));
  const spokenOf = new Set(truth.map(({ enterprise, asset }) => JSON.stringify([enterprise, asset])));
  return [...said].flatMap(([key, sightings]) => {
    const [enterprise, asset, check] = JSON.parse(key) as [string, string | null, string];
    // Of an enterprise itself the truth names single checks and does not speak of the rest.
    if (asset === null) return [];
    if (!spokenOf.has(JSON.stringify([enterprise, asset]))) return [];
    const first = Math.min(...(lines.get(key) ?? []).map(({ from = 0 }) => from));
    const alarm = sightings.find(({ status, at }) => status === "fail" && at < first);
    return alarm === undefined ? [] : [{ enterprise, asset, check, expected: "pass", ...answer(alarm) }];
  });
}

function differs({ agreed, falseAlarm }: JudgedLine): boolean {
  return !agreed || falseAlarm;
}

function toDifference({ line, last }: JudgedLine): Difference {
  const { enterprise, asset, check, status, from, by } = line;
  return {
    enterprise,
    ...(asset === undefined ? {} : { asset }),
    check,
    expected: status,
    ...answer(last),
    ...(from === undefined ? {} : { from }),
    ...(by === undefined ? {} : { by }),
  };
}

function answer(sighting: Sighting | undefined): Pick<Difference, "said" | "because"> {
  return { said: sighting?.status ?? "nothing", because: sighting?.because };
}

function toResult(check: string, lines: readonly JudgedLine[], unnamed: number): CheckResult {
  const faults = lines.filter(({ line }) => line.status === "fail");
  const hits = faults.filter(({ agreed }) => agreed);
  const good = lines.filter(({ line }) => line.status === "pass");
  const falseAlarms = unnamed + lines.filter(({ falseAlarm }) => falseAlarm).length;
  return {
    check,
    hits: hits.length,
    misses: faults.length - hits.length,
    falseAlarms,
    confirmed: good.filter((line) => !differs(line)).length,
    good: good.length,
    precision: share(hits.length, hits.length + falseAlarms),
    recall: share(hits.length, faults.length),
    timeToDetect: hits.length === 0 ? null : Math.max(...hits.map(({ after = 0 }) => after)),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
