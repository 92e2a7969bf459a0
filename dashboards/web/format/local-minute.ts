import type { Instant } from "../../../model/instant.ts";

/** A time as an input of day and time holds it, `2026-11-24T19:42` in the reader's zone. */
export function localMinute(at: Instant): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
