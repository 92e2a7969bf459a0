import { describe, expect, it } from "vitest";
import { inMaintenanceWindow, longestPause } from "./maintenance-window.ts";

/** Tuesday 24 November 2026, local time. */
const tuesday = (hours: number, minutes: number) => new Date(2026, 10, 24, hours, minutes);

describe("inMaintenanceWindow", () => {
  it("is closed where no window is declared", () => {
    expect(inMaintenanceWindow([], tuesday(12, 0))).toBe(false);
  });

  it("is open from its first minute and closed at its last", () => {
    const windows = [{ from: "12:00", to: "13:00" }];
    expect(inMaintenanceWindow(windows, tuesday(11, 59))).toBe(false);
    expect(inMaintenanceWindow(windows, tuesday(12, 0))).toBe(true);
    expect(inMaintenanceWindow(windows, tuesday(13, 0))).toBe(false);
  });

  it("belongs to the day on which it begins when it runs over midnight", () => {
    const monday = [{ days: [1], from: "22:00", to: "04:00" }];
    expect(inMaintenanceWindow(monday, tuesday(3, 0))).toBe(true);
    expect(inMaintenanceWindow(monday, tuesday(23, 0))).toBe(false);
  });
});

describe("longestPause", () => {
  const on = (...days: number[]) => ({ days, from: "02:00", to: "03:00" });

  it.each([
    ["none", [], 0],
    ["every day", [{ from: "02:00", to: "03:00" }], 1],
    ["once a week", [on(3)], 7],
    ["Monday and Thursday", [on(1, 4)], 4],
    ["two windows over the end of the week", [on(7), on(2)], 5],
  ])("%s", (_, windows, days) => {
    expect(longestPause(windows)).toBe(days * 86_400_000);
  });
});
