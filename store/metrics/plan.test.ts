import fc from "fast-check";
import { expect, test } from "vitest";
import { day, hour } from "../../model/instant.ts";
import { fiveMinutes, planSegments } from "./plan.ts";

const coverage = {
  fiveMinutesThrough: 100 * day + 5 * fiveMinutes,
  daysThrough: 100 * day,
  rawFrom: 70 * day + 3 * hour,
  fiveMinutesFrom: 20 * day,
};

test("segments cover the range without gap or overlap and read no source where it has nothing", () => {
  const time = fc.integer({ min: 0, max: 101 * day });
  const step = fc.constantFrom(1000, fiveMinutes, 7 * fiveMinutes, hour, day, 3 * day, day + fiveMinutes);
  fc.assert(
    fc.property(time, time, step, (a, b, stepMs) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const segments = planSegments(from, to, stepMs, coverage);
      expect(segments.reduce((at, segment) => (segment.from === at ? segment.to : Number.NaN), from)).toBe(to);
      for (const { source, from: begin, to: end } of segments) {
        if (source === "raw") expect(begin).toBeGreaterThanOrEqual(coverage.rawFrom);
        if (source === "five_minutes") expect(begin).toBeGreaterThanOrEqual(coverage.fiveMinutesFrom);
        if (source === "five_minutes") expect(end).toBeLessThanOrEqual(coverage.fiveMinutesThrough);
        if (source === "days") expect(end).toBeLessThanOrEqual(coverage.daysThrough);
      }
    }),
  );
});

test("a step that roll-ups do not fit reads raw points where they are still there", () => {
  expect(planSegments(80 * day, 81 * day, 1000, coverage)).toEqual([{ source: "raw", from: 80 * day, to: 81 * day }]);
});

test("a step of hours reads roll-ups, with raw points at the ragged edges", () => {
  expect(planSegments(80 * day + 1, 100 * day + 7 * fiveMinutes, hour, coverage)).toEqual([
    { source: "raw", from: 80 * day + 1, to: 80 * day + fiveMinutes },
    { source: "five_minutes", from: 80 * day + fiveMinutes, to: 100 * day + 5 * fiveMinutes },
    { source: "raw", from: 100 * day + 5 * fiveMinutes, to: 100 * day + 7 * fiveMinutes },
  ]);
});

test("a step of days reads days where they are whole", () => {
  expect(planSegments(80 * day + 1, 90 * day + fiveMinutes, day, coverage)).toEqual([
    { source: "raw", from: 80 * day + 1, to: 80 * day + fiveMinutes },
    { source: "five_minutes", from: 80 * day + fiveMinutes, to: 81 * day },
    { source: "days", from: 81 * day, to: 90 * day },
    { source: "five_minutes", from: 90 * day, to: 90 * day + fiveMinutes },
  ]);
});
