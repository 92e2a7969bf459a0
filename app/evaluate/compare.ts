import type { TruthLine } from "../../model/truth/scenario.ts";
import { type Verdict, type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";

/** What the monitor said of one check at one asset: its worst endpoint, as the score takes it. */
export interface Said {
  readonly status: VerdictStatus;
  readonly because: Verdict["because"];
}

/** One line of the truth beside what the monitor said. */
export interface Difference {
  readonly enterprise: string;
  readonly asset: string;
  readonly check: string;
  readonly expected: VerdictStatus;
  readonly said: VerdictStatus | "nothing";
  readonly because: Verdict["because"] | undefined;
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
  readonly precision: number;
  readonly recall: number;
}

export function pairKey(enterprise: string, asset: string, check: string): string {
  return JSON.stringify([enterprise, asset, check]);
}

/** The verdicts as one a pair of asset and check: fail before unknown before pass before not-applicable. */
export function worstByPair(verdicts: readonly Verdict[]): ReadonlyMap<string, Said> {
  const worst = new Map<string, Said>();
  for (const { enterpriseId, assetId, checkId, status, because } of verdicts) {
    if (assetId === null) continue;
    const key = pairKey(enterpriseId, assetId, checkId);
    const known = worst.get(key);
    if (known === undefined || verdictStatuses.indexOf(status) < verdictStatuses.indexOf(known.status))
      worst.set(key, { status, because });
  }
  return worst;
}

/**
 * Compares what was said with the truth. A fault that the truth names and the monitor failed is a hit, else a miss. A fail that
 * the truth does not name, at an asset that it speaks of, is a false alarm. Only faults enter precision and recall.
 * @param firstFail when a pair was first seen to fail, milliseconds after the start, by pair key
 */
export function compare(
  truth: readonly TruthLine[],
  said: ReadonlyMap<string, Said>,
  firstFail: ReadonlyMap<string, number>,
): Comparison {
  const lines = new Map(truth.map((line) => [pairKey(line.enterprise, line.asset, line.check), line]));
  const spokenOf = new Set(truth.map(({ enterprise, asset }) => JSON.stringify([enterprise, asset])));
  const tallies = new Map<string, Tally>();
  const tally = (check: string): Tally => {
    const known = tallies.get(check) ?? { hits: 0, misses: 0, falseAlarms: 0, confirmed: 0, good: 0, slowest: null };
    tallies.set(check, known);
    return known;
  };
  const differences: Difference[] = [];

  for (const [key, line] of lines) {
    const answer = said.get(key);
    count(tally(line.check), line, answer?.status ?? "nothing", firstFail.get(key));
    if (answer?.status !== line.status) {
      const { enterprise, asset, check, status } = line;
      differences.push({
        enterprise,
        asset,
        check,
        expected: status,
        said: answer?.status ?? "nothing",
        because: answer?.because,
      });
    }
  }
  for (const [key, { status, because }] of said) {
    const [enterprise = "", asset = "", check = ""] = JSON.parse(key) as string[];
    if (status !== "fail" || lines.has(key) || !spokenOf.has(JSON.stringify([enterprise, asset]))) continue;
    tally(check).falseAlarms += 1;
    differences.push({ enterprise, asset, check, expected: "pass", said: "fail", because });
  }
  const checks = [...tallies].map(([check, counts]) => toResult(check, counts)).sort((a, b) => a.check.localeCompare(b.check));
  const sum = (pick: (result: CheckResult) => number) => checks.reduce((total, result) => total + pick(result), 0);
  const hits = sum(({ hits }) => hits);
  return {
    checks,
    differences,
    precision: share(hits, hits + sum(({ falseAlarms }) => falseAlarms)) ?? 1,
    recall: share(hits, hits + sum(({ misses }) => misses)) ?? 1,
  };
}

interface Tally {
  hits: number;
  misses: number;
  falseAlarms: number;
  confirmed: number;
  good: number;
  slowest: number | null;
}

function count(tally: Tally, line: TruthLine, said: VerdictStatus | "nothing", firstFail: number | undefined): void {
  if (line.status === "fail") {
    const inTime = firstFail !== undefined && (line.by === undefined || firstFail <= line.by);
    if (said === "fail" && inTime) {
      tally.hits += 1;
      tally.slowest = Math.max(tally.slowest ?? 0, firstFail - (line.from ?? 0));
    } else tally.misses += 1;
    return;
  }
  if (said === "fail") tally.falseAlarms += 1;
  if (line.status === "pass") {
    tally.good += 1;
    if (said === "pass") tally.confirmed += 1;
  }
}

function toResult(check: string, { slowest, ...counts }: Tally): CheckResult {
  const { hits, misses, falseAlarms } = counts;
  return {
    check,
    ...counts,
    precision: share(hits, hits + falseAlarms),
    recall: share(hits, hits + misses),
    timeToDetect: slowest,
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
