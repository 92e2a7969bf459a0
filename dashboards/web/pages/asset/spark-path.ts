/** SVG path of a series, scaled to fill its height; undefined where fewer than two points are there. */
export function sparkPath(
  points: readonly (readonly [at: string, value: number])[],
  size: { readonly width: number; readonly height: number },
): string | undefined {
  if (points.length < 2) return undefined;
  const times = points.map(([at]) => Date.parse(at));
  const values = points.map(([, value]) => value);
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number) => round(((at - start) / (end - start || 1)) * size.width);
  // A value that does not move is drawn in the middle.
  const y = (value: number) => round(high === low ? size.height / 2 : size.height - ((value - low) / (high - low)) * size.height);
  return `M${points.map(([at, value]) => `${x(Date.parse(at))} ${y(value)}`).join("L")}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
