import { day, hour, type Instant } from "../instant.ts";

/** China has one time zone, without summer time. */
const chinaOffset = 8 * hour;
const saturday = 6;
const sunday = 0;

/**
 * The end of the n-th working day after the day of a time, in China. Working days are Monday to Friday: which days the State
 * Council declares free or worked is announced year by year and is not known here.
 */
export function afterWorkingDays(from: Instant, count: number): Instant {
  let start = startOfDay(from);
  for (let left = count; left > 0; ) {
    start += day;
    if (isWorkingDay(start)) left -= 1;
  }
  return start + day;
}

/** The day of a time in China, as 2026-11-24. */
export function dayText(at: Instant): string {
  return new Date(at + chinaOffset).toISOString().slice(0, 10);
}

/** The beginning in China of the calendar day that begins at a time in the zone of this process. */
export function inChina(localStart: Instant): Instant {
  const date = new Date(localStart);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - chinaOffset;
}

function startOfDay(at: Instant): Instant {
  return Math.floor((at + chinaOffset) / day) * day - chinaOffset;
}

function isWorkingDay(start: Instant): boolean {
  const weekday = new Date(start + chinaOffset).getUTCDay();
  return weekday !== saturday && weekday !== sunday;
}
