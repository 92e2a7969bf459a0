import type { Instant } from "../../../model/instant.ts";

export interface BandPoint {
  readonly at: Instant;
  readonly demonstrated: number | null;
  readonly potential: number | null;
}

export interface BandGeometry {
  /** Outline of the area between demonstrated and potential. */
  readonly area: string;
  /** The demonstrated edge. */
  readonly lower: string;
  readonly upper: string;
}

/** At least this many points from bottom to top, so that noise does not look like a landslide. */
const leastRange = 30;

/** The range of values that a band is drawn in, percent. */
export function bandRange(points: readonly BandPoint[]): { readonly low: number; readonly high: number } {
  const values = points.flatMap(({ demonstrated, potential }) => [demonstrated, potential]).filter((value) => value !== null);
  if (values.length === 0) return { low: 0, high: 100 };
  const low = Math.min(...values);
  const high = Math.max(...values);
  const slack = Math.max(0, leastRange - (high - low)) / 2;
  const from = Math.max(0, Math.min(low - slack, 100 - leastRange));
  return { low: from, high: Math.min(100, Math.max(high + slack, from + leastRange)) };
}

/**
 * SVG paths of a band of steps: a score holds until the next one. Null where fewer than two known points lie in the span.
 * A moment without a score ends the band and the next one starts it anew.
 */
export function bandGeometry(
  points: readonly BandPoint[],
  span: { readonly from: Instant; readonly to: Instant },
  size: { readonly width: number; readonly height: number },
): BandGeometry | null {
  const known = runs(points);
  if (known.reduce((count, run) => count + run.length, 0) < 2) return null;
  const { low, high } = bandRange(points);
  const x = (at: Instant) => round(((at - span.from) / (span.to - span.from)) * size.width);
  const y = (value: number) => round(size.height - ((value - low) / (high - low)) * size.height);
  const edge = (run: readonly KnownPoint[], side: "demonstrated" | "potential") => steps(run, side, x, y);
  return {
    area: known.map((run) => `M${edge(run, "potential").join("L")}L${edge(run, "demonstrated").reverse().join("L")}Z`).join(""),
    lower: known.map((run) => `M${edge(run, "demonstrated").join("L")}`).join(""),
    upper: known.map((run) => `M${edge(run, "potential").join("L")}`).join(""),
  };
}

interface KnownPoint {
  readonly at: Instant;
  readonly demonstrated: number;
  readonly potential: number;
}

function runs(points: readonly BandPoint[]): readonly (readonly KnownPoint[])[] {
  const found: KnownPoint[][] = [[]];
  for (const { at, demonstrated, potential } of points) {
    if (demonstrated === null || potential === null) found.push([]);
    else found.at(-1)?.push({ at, demonstrated, potential });
  }
  return found.filter((run) => run.length > 0);
}

function steps(
  run: readonly KnownPoint[],
  side: "demonstrated" | "potential",
  x: (at: Instant) => number,
  y: (value: number) => number,
): string[] {
  return run.flatMap((point, index) => {
    const before = run[index - 1];
    const here = `${x(point.at)} ${y(point[side])}`;
    return before === undefined ? [here] : [`${x(point.at)} ${y(before[side])}`, here];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
