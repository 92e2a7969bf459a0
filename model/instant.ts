import { z } from "zod";

/** A moment in milliseconds since 1970-01-01T00:00:00Z. Text forms (ISO 8601) exist only at the edges. */
export type Instant = number;
export const instantSchema = z.int().nonnegative();

/** The only source of time that code may read, so that tests and simulators can move it. */
export interface Clock {
  now(): Instant;
}
export const systemClock: Clock = { now: () => Date.now() };

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

const unitLength = { ms: 1, s: second, min: minute, h: hour, d: day } as const;
const durationForm = "expected a number with ms, s, min, h or d, such as 30s";
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|min|h|d)$/;

/**
 * A duration as people write it (`500ms`, `30s`, `5min`, `24h`, `7d`), decoded to milliseconds. A bare number is milliseconds
 * already, so that an inventory that was parsed can travel as JSON and be parsed again to the same.
 */
export const durationSchema = z.codec(
  z.union([z.number().nonnegative(), z.string().regex(durationPattern, durationForm)], durationForm),
  z.number().nonnegative(),
  {
    decode: (written) => {
      if (typeof written === "number") return written;
      const [, amount = "0", unit = "ms"] = durationPattern.exec(written) ?? [];
      return Number(amount) * unitLength[unit as keyof typeof unitLength];
    },
    encode: (milliseconds) => milliseconds,
  },
);
