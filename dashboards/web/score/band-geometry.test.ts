import { describe, expect, it } from "vitest";
import { bandGeometry, bandRange } from "./band-geometry.ts";

const span = { from: 0, to: 100 };
const size = { width: 100, height: 10 };

describe("bandRange", () => {
  it("spans at least thirty points around what is there", () => {
    expect(bandRange([{ at: 0, demonstrated: 50, potential: 60 }])).toEqual({ low: 40, high: 70 });
  });

  it("stays within 0 and 100", () => {
    expect(bandRange([{ at: 0, demonstrated: 0, potential: 4 }])).toEqual({ low: 0, high: 30 });
    expect(bandRange([{ at: 0, demonstrated: 97, potential: 100 }])).toEqual({ low: 70, high: 100 });
    expect(bandRange([])).toEqual({ low: 0, high: 100 });
  });
});

describe("bandGeometry", () => {
  it("draws steps: a score holds until the next one", () => {
    const band = bandGeometry(
      [
        { at: 0, demonstrated: 0, potential: 100 },
        { at: 50, demonstrated: 40, potential: 100 },
      ],
      span,
      size,
    );
    expect(band?.lower).toBe("M0 10L50 10L50 6");
    expect(band?.upper).toBe("M0 0L50 0L50 0");
    expect(band?.area).toBe("M0 0L50 0L50 0L50 6L50 10L0 10Z");
  });

  it("breaks where there was no score, instead of bridging what was not known", () => {
    const band = bandGeometry(
      [
        { at: 0, demonstrated: 0, potential: 100 },
        { at: 20, demonstrated: null, potential: null },
        { at: 60, demonstrated: 100, potential: 100 },
      ],
      span,
      size,
    );
    expect(band?.lower).toBe("M0 10M60 0");
  });

  it("draws nothing of a single score", () => {
    expect(bandGeometry([{ at: 0, demonstrated: 1, potential: 2 }], span, size)).toBeNull();
  });
});
