import { describe, expect, it } from "vitest";
import { type Fold, StepFold } from "./fold.ts";

const packed = (fold: Fold, give: (steps: StepFold) => void) => {
  const steps = new StepFold(fold, 10);
  give(steps);
  return [...steps.packed()];
};

describe("StepFold", () => {
  const points = [
    [1, 4],
    [9, 2],
    [12, 7],
  ] as const;

  it.each([
    ["mean", 3, 7],
    ["min", 2, 7],
    ["max", 4, 7],
    ["sum", 6, 7],
    ["last", 2, 7],
  ] as const)("gathers points by their %s", (fold, first, second) => {
    expect(packed(fold, (steps) => steps.take(5, points))).toEqual([5, 0, first, 5, 10, second]);
  });

  it("weighs buckets by their counts, whatever order the queries come in", () => {
    const buckets = [
      [0, 10, 4],
      [5, 2, 1],
    ] as const;
    expect(
      packed("mean", (steps) => {
        steps.take(1, [[20, 1]]);
        steps.take(0, buckets);
        steps.take(1, [[3, 8]]);
      }),
    ).toEqual([0, 0, 12 / 5, 1, 0, 8, 1, 20, 1]);
  });

  it("takes the newest of several series for the last", () => {
    expect(
      packed("last", (steps) => {
        steps.take(0, [[8, 1]]);
        steps.take(0, [[3, 2]]);
      }),
    ).toEqual([0, 0, 1]);
  });

  it("sorts rows into groups by their last number and leaves out what belongs to none", () => {
    const groups = new Map([
      [71, 1],
      [70, 0],
    ]);
    expect(
      packed("mean", (steps) =>
        steps.take(groups, [
          [1, 5, 70],
          [2, 9, 99],
          [3, 6, 71],
          [4, 7, 70],
        ]),
      ),
    ).toEqual([0, 0, 6, 1, 0, 6]);
  });

  it("is empty where nothing came", () => {
    expect(packed("sum", (steps) => steps.take(0, []))).toEqual([]);
  });
});
