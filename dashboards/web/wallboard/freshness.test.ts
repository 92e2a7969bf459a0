import { expect, it } from "vitest";
import { minute } from "../../../model/instant.ts";
import { greyness } from "./freshness.ts";

const now = Date.parse("2026-11-24T12:00:00Z");

it("turns grey with the age of the data", () => {
  const at = [0, 2, 3, 9, 15, 600].map((minutes) => greyness(now - minutes * minute, now));
  expect(at).toEqual([0, 0, 0.4, expect.closeTo(0.7), 1, 1]);
});

it("is grey where nothing ever came in", () => {
  expect(greyness(null, now)).toBe(1);
});
