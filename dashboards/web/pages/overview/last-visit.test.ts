import { expect, it } from "vitest";
import { day, hour, minute } from "../../../../model/instant.ts";
import { visitAt } from "./last-visit.ts";

const now = Date.parse("2026-11-24T12:00:00Z");

it("shows a day on the first visit", () => {
  expect(visitAt(now, null)).toEqual({ visit: { since: now - day, first: true }, keep: { previous: null, lastSeen: now } });
});

it("counts from the end of the visit before", () => {
  const { visit } = visitAt(now, { previous: now - 9 * day, lastSeen: now - 5 * hour });
  expect(visit).toEqual({ since: now - 5 * hour, first: false });
});

it("does not forget what is new when the page is merely opened again", () => {
  const kept = { previous: now - 5 * hour, lastSeen: now - 2 * minute };
  const again = visitAt(now, kept);
  expect(again.visit.since).toBe(now - 5 * hour);
  expect(visitAt(now + 10 * minute, again.keep).visit.since).toBe(now - 5 * hour);
});
