import { type Instant, minute } from "../model/instant.ts";
import { chance } from "./random.ts";

/** Where values of a unit lie in an ordinary plant: the middle and how far they swing to either side. */
const ranges: Readonly<Record<string, { middle: number; swing: number }>> = {
  "°C": { middle: 24, swing: 4 },
  bar: { middle: 3.2, swing: 0.4 },
  kPa: { middle: 320, swing: 40 },
  Pa: { middle: 15, swing: 3 },
  m: { middle: 2.4, swing: 0.8 },
  "m³/h": { middle: 180, swing: 45 },
  "%": { middle: 55, swing: 12 },
  pH: { middle: 7.2, swing: 0.3 },
  NTU: { middle: 0.4, swing: 0.2 },
  "mg/L": { middle: 0.8, swing: 0.25 },
  "µS/cm": { middle: 1.1, swing: 0.1 },
  V: { middle: 230, swing: 4 },
  A: { middle: 42, swing: 11 },
  kW: { middle: 26, swing: 9 },
  Hz: { middle: 50, swing: 0.05 },
  rpm: { middle: 1450, swing: 40 },
  kg: { middle: 640, swing: 120 },
};
const anyRange = { middle: 50, swing: 10 };

/** A value over time. */
export type ProcessValue = (at: Instant) => number;

/**
 * A value that moves like a process: two slow waves and a little noise around the middle of its unit's range. It depends on
 * seed, name and time alone, so that a restart continues where the device was.
 */
export function processValue(seed: number, name: string, unit: string | undefined): ProcessValue {
  const { middle, swing } = (unit === undefined ? undefined : ranges[unit]) ?? anyRange;
  const centre = middle + swing * (chance(seed, name, "centre") - 0.5);
  const waves = [
    { share: 0.6, period: (8 + 12 * chance(seed, name, "slow")) * minute, phase: chance(seed, name, "slow-phase") },
    { share: 0.25, period: (1 + 2 * chance(seed, name, "fast")) * minute, phase: chance(seed, name, "fast-phase") },
  ];
  return (at) => {
    const wave = waves.reduce((sum, { share, period, phase }) => sum + share * Math.sin(2 * Math.PI * (at / period + phase)), 0);
    const noise = 0.1 * (chance(seed, name, Math.floor(at / 1000)) - 0.5);
    return centre + swing * (wave + noise);
  };
}
