import type { AlertRule, QuietTime } from "../../model/alert.ts";
import { day, type Instant, minute } from "../../model/instant.ts";

/** Until when nobody is to be disturbed; undefined where now is no quiet time. Spans that touch count as one. */
export function quietUntil({ quiet, timeZone }: Pick<AlertRule, "quiet" | "timeZone">, now: Instant): Instant | undefined {
  let end: Instant | undefined;
  for (let steps = 0; steps <= quiet.length; steps++) {
    const next = longestEnd(quiet, timeZone, end ?? now);
    if (next === undefined) return end;
    end = next;
  }
  return end;
}

function longestEnd(quiet: readonly QuietTime[], timeZone: string, at: Instant): Instant | undefined {
  const local = localTime(at, timeZone);
  const ends = quiet.flatMap((span) => minutesLeft(span, local) ?? []);
  if (ends.length === 0) return undefined;
  const wholeMinute = Math.floor(at / minute) * minute;
  return wholeMinute + Math.max(...ends) * minute;
}

interface LocalTime {
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  readonly minutes: number;
}

function minutesLeft({ days, from, to }: QuietTime, { weekday, minutes }: LocalTime): number | undefined {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const perDay = day / minute;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  if (start < end) return days.includes(weekday) && minutes >= start && minutes < end ? end - minutes : undefined;
  if (days.includes(weekday) && minutes >= start) return perDay - minutes + end;
  return days.includes(yesterday) && minutes < end ? end - minutes : undefined;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function localTime(at: Instant, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: weekdays.indexOf(parts.weekday ?? "") + 1, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}
