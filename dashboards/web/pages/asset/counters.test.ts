import { expect, it } from "vitest";
import { counterKind, countersOf, growthOf } from "./counters.ts";

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
