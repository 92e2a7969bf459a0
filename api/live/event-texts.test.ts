import { describe, expect, it } from "vitest";
import type { ScoreSummary } from "../../model/score.ts";
import { readsTheSame, scoreMoved } from "./event-texts.ts";

const score = (demonstrated: number | null): ScoreSummary => ({
  at: 0,
  demonstrated,
  potential: 80,
  coverage: 50,
  capAt: null,
  profileVersion: "1",
});

describe("a move of a score", () => {
  it("is no news where no shown figure moves", () => {
    expect(readsTheSame(score(41.04), score(41.01))).toBe(true);
    expect(readsTheSame(score(41.04), { ...score(41.01), coverage: 51 })).toBe(false);
  });

  it("is news where a shown figure moves, however little, or appears", () => {
    expect(readsTheSame(score(41.04), score(41.05))).toBe(false);
    expect(readsTheSame(score(null), score(0))).toBe(false);
  });

  it("is told in the figures that the pages show", () => {
    const move = {
      enterpriseId: "plant",
      catalogId: "miit",
      catalog: null,
      at: 0,
      before: score(41.04),
      after: score(41.05),
      causes: [],
    };
    expect(scoreMoved(move).text["zh-CN"]).toBe("得分 41.0 → 41.1（可能值 80.0，覆盖率 50.0）。");
  });

  it("shows an arrow only at the figures that moved", () => {
    const after = { ...score(41.04), coverage: 51 };
    const move = { enterpriseId: "plant", catalogId: "miit", catalog: null, at: 0, before: score(41.04), after, causes: [] };
    expect(scoreMoved(move).text.en).toBe("Score 41.0 (potential 80.0, coverage 50.0 → 51.0).");
    expect(scoreMoved({ ...move, before: null }).text.en).toBe("Score — → 41.0 (potential 80.0, coverage 51.0).");
  });
});
