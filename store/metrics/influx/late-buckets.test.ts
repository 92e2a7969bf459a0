import fc from "fast-check";
import { expect, test } from "vitest";
import { hour, minute } from "../../../model/instant.ts";
import { windowsOf } from "./late-buckets.ts";

const unit = 5 * minute;

test("windows cover every bucket, in order, without overlap, in whole units and none too long", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 * hour })), (moments) => {
      const windows = windowsOf(moments, unit, hour);
      for (const at of moments) {
        const bucket = at - (at % unit);
        expect(windows.filter(({ from, to }) => from <= bucket && bucket + unit <= to)).toHaveLength(1);
      }
      for (const [index, { from, to }] of windows.entries()) {
        expect([from % unit, to % unit]).toEqual([0, 0]);
        expect(to - from).toBeLessThanOrEqual(hour);
        expect(from).toBeGreaterThanOrEqual(windows[index - 1]?.to ?? 0);
      }
    }),
  );
});

test("a run of buckets is one window, and far ones stay apart", () => {
  expect(windowsOf([0, unit, 4 * unit, 10 * hour], unit, hour)).toEqual([
    { from: 0, to: 5 * unit },
    { from: 10 * hour, to: 10 * hour + unit },
  ]);
});
