import { describe, expect, it } from "vitest";
import type { QuietTime } from "../../model/alert.ts";
import { quietUntil } from "./quiet.ts";

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const nights: QuietTime = { days: everyDay, from: "22:00", to: "07:00" };

function until(quiet: readonly QuietTime[], now: string, timeZone = "Asia/Shanghai"): string | undefined {
  const end = quietUntil({ quiet: [...quiet], timeZone }, Date.parse(now));
  return end === undefined ? undefined : new Date(end).toISOString();
}

describe("a quiet time", () => {
  it.each([
    ["before midnight", "2026-11-24T23:30:00+08:00", "2026-11-24T23:00:00.000Z"],
    ["after midnight", "2026-11-25T06:59:30+08:00", "2026-11-24T23:00:00.000Z"],
  ])("over midnight holds %s", (_, now, end) => {
    expect(until([nights], now)).toBe(end);
  });

  it("ends to the minute", () => {
    expect(until([nights], "2026-11-25T07:00:00+08:00")).toBeUndefined();
    expect(until([nights], "2026-11-25T21:59:59+08:00")).toBeUndefined();
  });

  it("counts by the day on which it starts", () => {
    const saturdays: QuietTime = { days: [6], from: "22:00", to: "07:00" };
    expect(until([saturdays], "2026-11-28T23:00:00+08:00")).toBe("2026-11-28T23:00:00.000Z");
    expect(until([saturdays], "2026-11-29T06:00:00+08:00")).toBe("2026-11-28T23:00:00.000Z");
    expect(until([saturdays], "2026-11-29T23:00:00+08:00")).toBeUndefined();
  });

  it("that touches another goes on to its end", () => {
    const weekend: QuietTime = { days: [6, 7], from: "00:00", to: "23:59" };
    const evening: QuietTime = { days: [7], from: "23:59", to: "06:00" };
    expect(until([weekend, evening], "2026-11-29T12:00:00+08:00")).toBe("2026-11-29T22:00:00.000Z");
  });

  it("goes by the rule's own time zone", () => {
    expect(until([nights], "2026-11-24T15:30:00Z", "UTC")).toBeUndefined();
    expect(until([nights], "2026-11-24T15:30:00Z", "Asia/Shanghai")).toBe("2026-11-24T23:00:00.000Z");
  });
});
