import type { ZoneMap, ZonePath } from "./zone-paths.ts";

/** Sizes of the drawing, pixels. */
export const box = { width: 190, height: 84, gap: 130 } as const;
const level = 40;
const margin = 18;
const portGap = 16;
/** Line that stays to be seen on both sides of its words, together. */
const labelMargin = 28;

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
export function drawMap({ zones, paths }: Pick<ZoneMap, "zones" | "paths">): MapDrawing {
  const place = new Map(zones.map(({ id }, index) => [id, index]));
  const known = paths.flatMap((path) => {
    const [from, to] = [place.get(path.from), place.get(path.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ path, from, to }];
  });
  const above = stack(known.filter(({ path }) => path.kind !== "undeclared"));
  const below = stack(known.filter(({ path }) => path.kind === "undeclared"));
  const top = margin + levels(above) * level;
  const x = (index: number) => margin + index * (box.width + box.gap);
  return {
    width: x(zones.length) - box.gap + margin,
    height: top + box.height + levels(below) * level + margin,
    boxes: zones.map(({ id }, index) => ({ id, x: x(index), y: top })),
    paths: [...drawSide(above, x, top, -1), ...drawSide(below, x, top + box.height, 1)],
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
function drawSide(tracks: readonly Track[], x: (index: number) => number, edge: number, way: 1 | -1): readonly DrawnPath[] {
  const port = (track: Track, at: number) => {
    const here = tracks
      .filter(({ from, to }) => from === at || to === at)
      .toSorted((a, b) => portOrder(a, at) - portOrder(b, at));
    return x(at) + box.width / 2 + (here.indexOf(track) - (here.length - 1) / 2) * portGap;
  };
  return tracks.map((track) => {
    const [start, end] = [port(track, track.from), port(track, track.to)];
    const y = edge + way * track.height * level;
    return {
      path: track.path,
      line: `M${start} ${edge}V${y}H${end}V${edge + way * 2}`,
      label: { x: (start + end) / 2, y, width: Math.abs(end - start) - labelMargin },
    };
  });
}

/** Paths to the left come first, the highest outermost. */
function portOrder({ from, to, height }: Track, at: number): number {
  const other = from === at ? to : from;
  return other < at ? -1000 + height : 1000 - height;
}
