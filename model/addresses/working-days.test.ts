import { expect, it } from "vitest";
import { afterWorkingDays, dayText, inChina } from "./working-days.ts";

const china = (text: string) => Date.parse(`${text}+08:00`);

it.each([
  ["2026-11-24T10:00", 1, "2026-11-26T00:00"],
  ["2026-11-24T00:00", 5, "2026-12-02T00:00"],
  ["2026-11-27T23:59", 1, "2026-12-01T00:00"],
  ["2026-11-28T12:00", 1, "2026-12-01T00:00"],
  ["2026-11-24T10:00", 0, "2026-11-25T00:00"],
])("from %s it takes %i working days until %s", (from, count, until) => {
  expect(afterWorkingDays(china(from), count)).toBe(china(until));
});

it("names the day as a calendar in China does", () => {
  expect(dayText(Date.parse("2026-11-23T16:00:00Z"))).toBe("2026-11-24");
  expect(dayText(Date.parse("2026-11-24T15:59:59Z"))).toBe("2026-11-24");
});

it("keeps the calendar day of another zone", () => {
  const local = new Date(2026, 2, 1).getTime();
  expect(inChina(local)).toBe(china("2026-03-01T00:00"));
  expect(dayText(inChina(local))).toBe("2026-03-01");
});
