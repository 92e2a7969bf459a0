import { describe, expect, it } from "vitest";
import { box, drawMap } from "./map-geometry.ts";
import type { PathKind, ZonePath } from "./zone-paths.ts";

const zones = ["a", "b", "c", "d"].map((id) => ({ id, assets: 0, silent: 0, collectors: [] }));
const path = (from: string, to: string, kind: PathKind = "used"): ZonePath => ({
  key: `${from}${to}${kind}`,
  from,
  to,
  kind,
  protocols: ["opcua"],
  conduits: [],
  secured: false,
  assets: [],
});
const heights = (paths: readonly ZonePath[]) => {
  const drawing = drawMap({ zones, paths });
  const top = drawing.boxes[0]?.y ?? 0;
  return Object.fromEntries(drawing.paths.map(({ path: { key }, label }) => [key, label.y - top]));
};

describe("the drawing of zones", () => {
  it("puts declared paths above the zones and undeclared ones below", () => {
    const at = heights([path("a", "b"), path("a", "c", "declared"), path("a", "b", "undeclared")]);
    expect(at.abused).toBeLessThan(0);
    expect(at.acdeclared).toBeLessThan(0);
    expect(at.abundeclared).toBeGreaterThan(box.height);
  });

  it("gives paths over the same zones tracks of their own, the shorter inside", () => {
    const at = heights([path("a", "d"), path("b", "c"), path("c", "d")]);
    expect(at.bcused).toBe(at.cdused);
    expect(at.adused).toBeLessThan(at.bcused ?? 0);
  });

  it("lets no two paths leave a zone at the same point", () => {
    const { paths } = drawMap({ zones, paths: [path("b", "a"), path("b", "c"), path("b", "d")] });
    const starts = paths.map(({ line }) => line.slice(0, line.indexOf("V")));
    expect(new Set(starts).size).toBe(3);
  });

  it("is large enough for all that it holds and leaves out paths of zones that it does not know", () => {
    const drawing = drawMap({ zones, paths: [path("a", "d"), path("a", "elsewhere"), path("a", "a")] });
    expect(drawing.paths).toHaveLength(1);
    for (const { label } of drawing.paths) expect(label.y).toBeGreaterThan(0);
    for (const { x, y } of drawing.boxes) {
      expect(x + box.width).toBeLessThan(drawing.width);
      expect(y + box.height).toBeLessThan(drawing.height);
    }
  });
});
