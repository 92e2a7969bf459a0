import type { SimulationCounts, SimulationLine } from "../../api/contract/simulation.ts";
import type { Scenario, TruthLine } from "../../model/truth/scenario.ts";
import { judgeAll, unnamedFails } from "../evaluate/compare.ts";
import type { Look } from "../evaluate/evaluate.ts";
import type { JudgedLine } from "../evaluate/judge-line.ts";
import type { Progress } from "./messages.ts";

/** What a look at the monitor comes to, line by line. */
export function progressOf(look: Look, { scenario, speed }: { scenario: Scenario; speed: number }, over: boolean): Progress {
  const { elapsed, eventsFrom, comparison } = look;
  const lines = linesOf(look, over);
  return {
    kind: "progress",
    state: eventsFrom === undefined ? "settling" : "events",
    elapsed,
    counts: countsOf(look, lines),
    events: scenario.timeline.map(({ at, action, device }) => ({
      at,
      due: eventsFrom === undefined ? null : eventsFrom + at / speed,
      action,
      device: device ?? null,
    })),
    checks: [...comparison.checks],
    lines,
  };
}

function linesOf({ lines, sightings, elapsed }: Look, over: boolean): SimulationLine[] {
  const begun = judgeAll(lines, sightings, elapsed).map((judged) => lineOf(judged, elapsed, over));
  const later = lines
    .filter(({ from = 0 }) => from > elapsed)
    .map((line) => ({ ...named(line), ...unseen, state: "later" as const }));
  const alarms = unnamedFails(lines, sightings).map(({ enterprise, asset, check }) => ({
    ...named({ enterprise, ...(asset === undefined ? {} : { asset }), check, status: "pass" }),
    ...unseen,
    said: "fail" as const,
    state: "false-alarm" as const,
  }));
  return [...begun, ...later, ...alarms];
}

const unseen = { said: "nothing", seenAt: null, after: null } as const;

function lineOf({ line, agreed, falseAlarm, last, after }: JudgedLine, elapsed: number, over: boolean): SimulationLine {
  const mayCome = !over && elapsed <= (line.by ?? Number.POSITIVE_INFINITY);
  return {
    ...named(line),
    // What an event did may pass again; what was said in its time counts.
    said: agreed && !falseAlarm ? line.status : (last?.status ?? "nothing"),
    seenAt: after === undefined ? null : (line.from ?? 0) + after,
    after: after ?? null,
    state: falseAlarm ? "false-alarm" : agreed ? "seen" : mayCome ? "waiting" : "missed",
  };
}

function named({ enterprise, asset, check, status, weakness, from, by }: TruthLine) {
  return {
    enterprise,
    asset: asset ?? null,
    check,
    expected: status,
    weakness: weakness ?? null,
    from: from ?? null,
    by: by ?? null,
  };
}

function countsOf({ comparison }: Look, lines: readonly SimulationLine[]): SimulationCounts {
  const { checks, precision, recall, unknown } = comparison;
  const sum = (pick: (check: (typeof checks)[number]) => number) => checks.reduce((total, check) => total + pick(check), 0);
  const times = checks.flatMap(({ timeToDetect }) => timeToDetect ?? []);
  return {
    hits: sum(({ hits }) => hits),
    misses: sum(({ misses }) => misses),
    falseAlarms: sum(({ falseAlarms }) => falseAlarms),
    waiting: lines.filter(({ expected, state }) => expected === "fail" && state === "waiting").length,
    unknown,
    precision,
    recall,
    timeToDetect: times.length === 0 ? null : Math.max(...times),
  };
}
