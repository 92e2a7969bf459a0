import { expect, it } from "vitest";
import { barGeometry } from "./bar-geometry.ts";

it("is solid to demonstrated and hatched on to potential, with tick and coverage", () => {
  expect(barGeometry({ demonstrated: 60, potential: 81.3, coverage: 76.6, capAt: 60 })).toEqual({
    solidTo: 60,
    hatchedTo: 81.3,
    coverageTo: 76.6,
    capAt: 60,
  });
});

it("is hatched from end to end where nothing is known, never empty and never full", () => {
  expect(barGeometry({ demonstrated: null, potential: null, coverage: null })).toEqual({
    solidTo: 0,
    hatchedTo: 100,
    coverageTo: 0,
    capAt: null,
  });
});

it("stays within its ends and never hatches backwards", () => {
  const bar = barGeometry({ demonstrated: 50.000001, potential: 50, coverage: 100.0000001, capAt: 120 });
  expect(bar).toEqual({ solidTo: 50.000001, hatchedTo: 50.000001, coverageTo: 100, capAt: 100 });
});
