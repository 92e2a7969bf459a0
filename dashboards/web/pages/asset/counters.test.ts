import { expect, it } from "vitest";
import { counterKind, countersOf, growthOf, measuredAt } from "./counters.ts";

const points = (...values: number[]) => values.map((value, index) => [`2026-11-24T12:0${index}:00Z`, value] as const);

it("adds up growth over a restart and never calls it shrinking", () => {
  expect(growthOf(points(5, 5, 9))).toBe(4);
  expect(growthOf(points(50, 52, 0, 3))).toBe(5);
  expect(growthOf(points(50, 2))).toBe(2);
  expect(growthOf(points(7))).toBe(0);
});

it("asks for the counters of the protocols that an asset speaks, refusals first", () => {
  expect(countersOf(["opcua"])[0]).toBe("security_rejected_sessions");
  expect(countersOf(["modbus"])).not.toContain("rejected_sessions");
  expect(countersOf(["opcua", "modbus"])).toContain("exceptions");
  expect(countersOf(["other"])).toEqual([]);
});

it("tells counters that only grow from levels", () => {
  expect(counterKind("rejected_sessions")).toBe("growing");
  expect(counterKind("current_sessions")).toBe("level");
});

it("dates a counter by the answer that brought it, not by the start of the chart's step", () => {
  const start = "2026-11-24T12:05:00Z";
  const step = 5 * 60_000;
  expect(measuredAt(start, step, ["2026-11-24T12:06:00Z", "2026-11-24T12:08:30Z"])).toBe("2026-11-24T12:08:30Z");
  expect(measuredAt(start, step, ["2026-11-24T12:04:59Z", "2026-11-24T12:10:00Z"])).toBe(start);
});
