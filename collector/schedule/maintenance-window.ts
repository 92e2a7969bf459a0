import { day } from "../../model/instant.ts";
import type { Asset } from "../../model/inventory/inventory.ts";

/** Whether a local time lies in one of the windows; a window over midnight belongs to the day on which it begins. */
export function inMaintenanceWindow(windows: Asset["maintenanceWindows"], time: Date): boolean {
  const clock = `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
  const today = time.getDay() === 0 ? 7 : time.getDay();
  const yesterday = today === 1 ? 7 : today - 1;
  return windows.some(({ days, from, to }) => {
    const on = (day: number) => days === undefined || days.includes(day);
    if (from <= to) return on(today) && clock >= from && clock < to;
    return (on(today) && clock >= from) || (on(yesterday) && clock < to);
  });
}

const daysOfWeek = [1, 2, 3, 4, 5, 6, 7];

/** The longest time from one opening of a window to the next, whole days in milliseconds; 0 where there is no window. */
export function longestPause(windows: Asset["maintenanceWindows"]): number {
  const opens = new Set(windows.flatMap(({ days }) => days ?? daysOfWeek));
  const pauses = [...opens].map((from) => {
    const next = daysOfWeek.findIndex((_, days) => opens.has(((from + days) % 7) + 1));
    return next + 1;
  });
  return Math.max(0, ...pauses) * day;
}
