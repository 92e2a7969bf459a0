import { expect, it } from "vitest";
import { attribute } from "./attribution.ts";

it("no value of a thousand devices is taken for another's, in whatever order the answers come", async () => {
  const { wrong, values, deliveries } = await attribute({ seed: 1, devices: 1000, rounds: 2 });
  expect(wrong).toEqual([]);
  expect(values).toBeGreaterThan(1000);
  for (const way of ["late", "out of order", "doubled", "joined with the one before", "split"]) {
    expect(deliveries.get(way) ?? 0, way).toBeGreaterThan(50);
  }
}, 120_000);
