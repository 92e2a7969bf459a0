import { expect, it } from "vitest";
import { sparkPath } from "./spark-path.ts";

const size = { width: 100, height: 20 };
const at = (minute: number) => `2026-11-24T12:0${minute}:00.000Z`;

it("fills its place from the lowest to the highest value", () => {
  const points = [
    [at(0), 5],
    [at(1), 15],
    [at(2), 10],
  ] as const;
  expect(sparkPath(points, size)).toBe("M0 20L50 0L100 10");
});

it("draws a value that does not move in the middle, and a single one not at all", () => {
  const still = [
    [at(0), 7],
    [at(2), 7],
  ] as const;
  expect(sparkPath(still, size)).toBe("M0 10L100 10");
  expect(sparkPath(still.slice(0, 1), size)).toBeUndefined();
});
