import type { ZoneMap, ZonePath } from "./zone-paths.ts";

/** Sizes of a drawing, all in one unit. */
export interface Measures {
  readonly width: number;
  readonly height: number;
  /** Between two boxes. */
  readonly gap: number;
  /** Between two tracks. */
  readonly level: number;
  readonly margin: number;
  readonly portGap: number;
  /** Line that stays to be seen on both sides of its words, together. */
  readonly labelMargin: number;
}

/** Sizes on the page of zones, pixels. */
export const box: Measures = { width: 190, height: 84, gap: 130, level: 40, margin: 18, portGap: 16, labelMargin: 28 };

export interface DrawnBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export interface DrawnPath {
  readonly path: ZonePath;
  /** SVG path from the edge of one box to the edge of the other. */
  readonly line: string;
  /** Middle of the level part, where its words stand. */
  readonly label: { readonly x: number; readonly y: number; readonly width: number };
}

export interface MapDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly paths: readonly DrawnPath[];
}

interface Track {
  readonly path: ZonePath;
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** Zones side by side; declared paths run above them, undeclared ones below, so that the two can be told without colour. */
export function drawMap({ zones, paths }: Pick<ZoneMap, "zones" | "paths">, measures: Measures = box): MapDrawing {
  const { width, height, gap, level, margin } = measures;
  const place = new Map(zones.map(({ id }, index) => [id, index]));
  const known = paths.flatMap((path) => {
    const [from, to] = [place.get(path.from), place.get(path.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ path, from, to }];
  });
  const above = stack(known.filter(({ path }) => path.kind !== "undeclared"));
  const below = stack(known.filter(({ path }) => path.kind === "undeclared"));
  const top = margin + levels(above) * level;
  const x = (index: number) => margin + index * (width + gap);
  return {
    width: x(zones.length) - gap + margin,
    height: top + height + levels(below) * level + margin,
    boxes: zones.map(({ id }, index) => ({ id, x: x(index), y: top })),
    paths: [
      ...drawSide(above, x, { edge: top, way: -1 }, measures),
      ...drawSide(below, x, { edge: top + height, way: 1 }, measures),
    ],
  };
}

/** Gives every path the lowest track that no other one uses above the same zones; short ones lie inside long ones. */
function stack(paths: readonly Omit<Track, "height">[]): readonly Track[] {
  const placed: Track[] = [];
  const span = ({ from, to }: Omit<Track, "height">) => Math.abs(to - from);
  for (const path of paths.toSorted((one, other) => span(one) - span(other))) {
    const taken = new Set(placed.filter((other) => overlap(path, other)).map(({ height }) => height));
    let height = 1;
    while (taken.has(height)) height += 1;
    placed.push({ ...path, height });
  }
  return placed;
}

function overlap(one: Omit<Track, "height">, other: Omit<Track, "height">): boolean {
  return (
    Math.max(Math.min(one.from, one.to), Math.min(other.from, other.to)) <
    Math.min(Math.max(one.from, one.to), Math.max(other.from, other.to))
  );
}

function levels(tracks: readonly Track[]): number {
  return Math.max(0, ...tracks.map(({ height }) => height));
}

/** Ports of a zone lie side by side in the order in which their paths leave it, so that lines do not cross needlessly. */
function drawSide(
  tracks: readonly Track[],
  x: (index: number) => number,
  { edge, way }: { readonly edge: number; readonly way: 1 | -1 },
  { width, level, portGap, labelMargin }: Measures,
): readonly DrawnPath[] {
  const port = (track: Track, at: number) => {
    const here = tracks
      .filter(({ from, to }) => from === at || to === at)
      .toSorted((a, b) => portOrder(a, at) - portOrder(b, at));
    return x(at) + width / 2 + (here.indexOf(track) - (here.length - 1) / 2) * portGap;
  };
  return tracks.map((track) => {
    const [start, end] = [port(track, track.from), port(track, track.to)];
    const y = edge + way * track.height * level;
    return {
      path: track.path,
      line: `M${start} ${edge}V${y}H${end}V${edge + (way * level) / 20}`,
      label: { x: (start + end) / 2, y, width: Math.abs(end - start) - labelMargin },
    };
  });
}

/** Paths to the left come first, the highest outermost. */
function portOrder({ from, to, height }: Track, at: number): number {
  const other = from === at ? to : from;
  return other < at ? -1000 + height : 1000 - height;
}
