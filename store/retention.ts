import { day } from "../model/instant.ts";

/** How long what is not kept for ever stays, milliseconds: thirteen months, so that a year can be compared with the one before. */
const thirteenMonths = 396 * day;

/** Observations that nothing rests on. */
export const observationRetention = thirteenMonths;

/** Metrics: raw points, five-minute roll-ups; daily roll-ups stay for ever. */
export const rawRetention = 30 * day;
export const rollupRetention = thirteenMonths;
