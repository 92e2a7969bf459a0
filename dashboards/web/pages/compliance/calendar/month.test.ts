import { describe, expect, it } from "vitest";
import { monthAfter, monthOf, weeksOf } from "./month.ts";

describe("a month", () => {
  it("is told from a moment and goes on over the turn of the year", () => {
    expect(monthOf(new Date(2026, 10, 30, 23, 59).getTime())).toBe("2026-11");
    expect([monthAfter("2026-11", 1), monthAfter("2026-11", 2), monthAfter("2027-01", -1)]).toEqual([
      "2026-12",
      "2027-01",
      "2026-12",
    ]);
  });

  it("is drawn in whole weeks from Monday, each of its days once", () => {
    for (const [month, length] of [
      ["2026-11", 30],
      ["2027-02", 28],
      ["2028-02", 29],
      ["2026-08", 31],
    ] as const) {
      const weeks = weeksOf(month);
      const days = weeks.flat();
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect(new Date(`${days[0]?.day}T12:00`).getDay()).toBe(1);
      expect(days.filter(({ inMonth }) => inMonth).map(({ day }) => day)).toEqual(
        Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`),
      );
    }
  });

  it("that fills its weeks exactly draws no week more", () => {
    expect(weeksOf("2027-02")).toHaveLength(4);
  });
});
