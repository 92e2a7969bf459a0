import { expect, it } from "vitest";
import type { ScoreStepView } from "../../../api/contract/scores.ts";
import { movesOf } from "./score-moves.ts";

const step = (at: number, demonstrated: number | null, causes: number): ScoreStepView => ({
  at: new Date(at).toISOString(),
  demonstrated,
  potential: 100,
  coverage: 50,
  capAt: null,
  profileVersion: "1",
  causes: Array.from({ length: causes }, (_, index) => ({
    kind: "verdict",
    text: { "zh-CN": `原因 ${index}`, en: `cause ${index}` },
    checkId: null,
    assetIds: [],
    objectiveId: null,
    attestationId: null,
  })),
});

it("tells what a score moved from, newest first, and leaves out what held at the start", () => {
  const moves = movesOf([step(1, 40, 0), step(2, 45, 1), step(3, 30, 2)]);
  expect(moves.map(({ before, after, causes }) => [before, after, causes.length])).toEqual([
    [45, 30, 2],
    [40, 45, 1],
  ]);
});

it("begins with the first score, which rose from nothing", () => {
  expect(movesOf([step(1, 40, 1)])).toMatchObject([{ before: null, after: 40 }]);
  expect(movesOf([])).toEqual([]);
});
