import { expect, it } from "vitest";
import { day, minute } from "../../../model/instant.ts";
import { historyStart } from "./history-start.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const score = (age: number, demonstrated: number | null) => ({
  at: new Date(now - age).toISOString(),
  demonstrated,
  potential: demonstrated,
  coverage: demonstrated,
  capAt: null,
  profileVersion: "1",
});

it("spans the days asked for where the history reaches back so far", () => {
  expect(historyStart([score(40 * day, 10), score(day, 20)], now, 30)).toBe(now - 30 * day);
});

it("begins at the first known score of a young history, so that minutes are not pressed into a line", () => {
  expect(historyStart([score(20 * minute, null), score(10 * minute, 20), score(minute, 30)], now, 30)).toBe(now - 10 * minute);
});

it("begins now where nothing is known", () => {
  expect(historyStart([], now, 30)).toBe(now);
});
