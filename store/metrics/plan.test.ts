import fc from "fast-check";
import { expect, test } from "vitest";
import { day, hour } from "../../model/instant.ts";
import { fiveMinutes, type Level, planSegments } from "./plan.ts";

const rawFrom = 70 * day + 3 * hour;
const rollupsFrom = 20 * day;
const fiveMinutesThrough = 100 * day + 5 * fiveMinutes;
const days: Level = { source: "days", through: 100 * day, from: 0 };
const hours: Level = { source: "hours", through: 100 * day, from: rollupsFrom };
const finest: readonly Level[] = [
  { source: "five_minutes", through: fiveMinutesThrough, from: rollupsFrom },
  { source: "raw", through: Number.MAX_SAFE_INTEGER, from: rawFrom },
];
/** As InfluxDB has them, and as the embedded store. */
const three = [days, ...finest];
const four = [days, hours, ...finest];

test("segments cover the range without gap or overlap and read no source where it has nothing", () => {
  const time = fc.integer({ min: 0, max: 101 * day });
  const step = fc.constantFrom(1000, fiveMinutes, 7 * fiveMinutes, hour, day, 3 * day, day + fiveMinutes);
  fc.assert(
    fc.property(time, time, step, fc.constantFrom(three, four), (a, b, stepMs, levels) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const segments = planSegments(from, to, stepMs, levels);
      expect(segments.reduce((at, segment) => (segment.from === at ? segment.to : Number.NaN), from)).toBe(to);
      for (const { source, from: begin, to: end } of segments) {
        const level = levels.find((one) => one.source === source);
        expect(begin).toBeGreaterThanOrEqual(level?.from ?? Number.POSITIVE_INFINITY);
        expect(end).toBeLessThanOrEqual(level?.through ?? 0);
      }
    }),
  );
});

test("a step that roll-ups do not fit reads raw points where they are still there", () => {
  expect(planSegments(80 * day, 81 * day, 1000, three)).toEqual([{ source: "raw", from: 80 * day, to: 81 * day }]);
});

test("a step of hours reads roll-ups, with raw points at the ragged edges", () => {
  expect(planSegments(80 * day + 1, 100 * day + 7 * fiveMinutes, hour, three)).toEqual([
    { source: "raw", from: 80 * day + 1, to: 80 * day + fiveMinutes },
    { source: "five_minutes", from: 80 * day + fiveMinutes, to: 100 * day + 5 * fiveMinutes },
    { source: "raw", from: 100 * day + 5 * fiveMinutes, to: 100 * day + 7 * fiveMinutes },
  ]);
});

test("a step of hours reads hours where they are kept", () => {
  expect(planSegments(80 * day + fiveMinutes, 90 * day, 2 * hour, four)).toEqual([
    { source: "five_minutes", from: 80 * day + fiveMinutes, to: 80 * day + hour },
    { source: "hours", from: 80 * day + hour, to: 90 * day },
  ]);
});

test("a step of days reads days where they are whole", () => {
  expect(planSegments(80 * day + 1, 90 * day + fiveMinutes, day, three)).toEqual([
    { source: "raw", from: 80 * day + 1, to: 80 * day + fiveMinutes },
    { source: "five_minutes", from: 80 * day + fiveMinutes, to: 81 * day },
    { source: "days", from: 81 * day, to: 90 * day },
    { source: "five_minutes", from: 90 * day, to: 90 * day + fiveMinutes },
  ]);
});
