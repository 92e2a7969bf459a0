import { expect, it } from "vitest";
import { spreadMoves } from "./spread-moves.ts";

const move = (id: number, at: number) => ({ id, at: new Date(at).toISOString() });

it("keeps the newest of marks that would run into one, and none from before the span", () => {
  const moves = [move(4, 9900), move(3, 9890), move(2, 5000), move(1, -100)];
  expect(spreadMoves(moves, 0, 10_000).map(({ id }) => id)).toEqual([4, 2]);
});
