import { expect, it } from "vitest";
import { retryDelay } from "./back-off.ts";

it("waits longer after each failure, up to half a minute", () => {
  expect([0, 1, 2, 4, 5, 9, 2000].map((failures) => retryDelay(failures, 1))).toEqual([
    1000, 2000, 4000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

it("spreads pages that lost the same centre", () => {
  expect([retryDelay(3, 0), retryDelay(3, 1)]).toEqual([6000, 8000]);
});
