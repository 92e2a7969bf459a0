import type { Instant } from "../../model/instant.ts";

/** An all-day event of a calendar file. */
export interface IcsEvent {
  /** Unique in the world and the same at every export. */
  readonly uid: string;
  readonly at: Instant;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
}

/** A calendar as RFC 5545 has it, each event with an alarm 30 days ahead. Times are days in the centre's own time zone. */
export function toIcalendar(calendar: { name: string; description: string; now: Instant; events: readonly IcsEvent[] }): string {
  const stamp = new Date(calendar.now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Plantwatch//Duties//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    `X-WR-CALDESC:${escapeText(calendar.description)}`,
    ...calendar.events.flatMap((event) => eventLines(event, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

function eventLines({ uid, at, summary, description, category }: IcsEvent, stamp: string): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${dayOf(at, 0)}`,
    `DTEND;VALUE=DATE:${dayOf(at, 1)}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `CATEGORIES:${escapeText(category)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escapeText(summary)}`,
    "TRIGGER:-P30D",
    "END:VALARM",
    "END:VEVENT",
  ];
}

function dayOf(at: Instant, later: number): string {
  const date = new Date(at);
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() + later);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}${two(day.getMonth() + 1)}${two(day.getDate())}`;
}

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n/g, "\\n");
}

/** Octets of a line without its end (RFC 5545, 3.1). */
const longestLine = 75;

/** Splits a long line between characters, never within one. */
function foldLine(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const character of line) {
    // A part behind the first one begins with a space, which counts.
    const room = longestLine - (parts.length === 0 ? 0 : 1);
    if (Buffer.byteLength(part + character) > room) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part].join("\r\n ");
}
