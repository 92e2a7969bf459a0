import { expect, it } from "vitest";
import { hour } from "../../../model/instant.ts";
import { movedSince } from "./moved-since.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const score = (age: number, demonstrated: number | null) => ({
  at: new Date(now - age).toISOString(),
  demonstrated,
  potential: 100,
  coverage: 50,
  capAt: null,
  profileVersion: "1",
});

it("compares the score that held then with the newest", () => {
  const history = [score(9 * hour, 20), score(5 * hour, 30), score(2 * hour, 50), score(hour, 40)];
  expect(movedSince(history, now - 3 * hour)).toEqual({ from: 30, to: 40, at: new Date(now - hour).toISOString() });
});

it("begins with the first score where none held then", () => {
  expect(movedSince([score(2 * hour, null), score(hour, 5), score(0, 31)], now - 3 * hour)?.from).toBe(5);
});

it("tells nothing of a move that the shown figures do not show, nor of a single score", () => {
  expect(movedSince([score(2 * hour, 20.11), score(0, 20.14)], now - hour)).toBeUndefined();
  expect(movedSince([score(hour, 20)], now)).toBeUndefined();
  expect(movedSince([], now)).toBeUndefined();
});
