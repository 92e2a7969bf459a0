import { describe, expect, it } from "vitest";
import { minute, second } from "../model/instant.ts";
import { processValue } from "./process-value.ts";

const start = 1_800_000_000_000;
const series = (seed: number, name = "level") =>
  Array.from({ length: 600 }, (_, index) => processValue(seed, name, "m")(start + index * second));

describe("processValue", () => {
  it("depends on seed, name and time alone", () => {
    expect(series(7)).toEqual(series(7));
    expect(series(7)).not.toEqual(series(8));
    expect(series(7, "level")).not.toEqual(series(7, "other"));
  });

  it("stays where values of the unit lie, and moves little from one second to the next", () => {
    const values = series(7);
    expect(Math.min(...values)).toBeGreaterThan(2.4 - 2 * 0.8);
    expect(Math.max(...values)).toBeLessThan(2.4 + 2 * 0.8);
    const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
    expect(Math.max(...steps)).toBeLessThan(0.12);
  });

  it("moves within minutes", () => {
    const value = processValue(7, "level", "m");
    expect(Math.abs(value(start) - value(start + 3 * minute))).toBeGreaterThan(0.05);
  });
});
