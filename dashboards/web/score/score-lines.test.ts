import { describe, expect, it } from "vitest";
import type { ScoreNodeView } from "../../../api/contract/scores.ts";
import { keysTo, linesBelow, onlyLosing, openableKeys, type ScoreLine, sumOf } from "./score-lines.ts";

function node(id: string, kind: ScoreNodeView["kind"], points: number, rest: Partial<ScoreNodeView> = {}): ScoreNodeView {
  const title = { "zh-CN": id, en: id };
  return { id, kind, title, weight: 1, demonstrated: 50, potential: 100, coverage: 100, points, children: [], ...rest };
}

const cap = { at: 40, because: { "zh-CN": "封顶", en: "cap" }, causes: [] };
const capped = { raw: { demonstrated: 63, potential: 72 }, cap };
const objectives = [node("miit.3.1.a", "objective", 20), node("miit.3.1.c", "objective", 11.5, { demonstrated: 100 })];
const tree = node("plant", "enterprise", 25, {
  raw: { demonstrated: 28, potential: 90 },
  cap: { ...cap, at: 25 },
  children: [
    node("miit.1", "task", 8, { demonstrated: 100, children: [node("miit.1.1", "control", 8, { demonstrated: 100 })] }),
    node("miit.3", "task", 20, { children: [node("miit.3.1", "control", 20, { ...capped, children: objectives })] }),
  ],
});
const lines = linesBelow(tree);

const leaves = (all: readonly ScoreLine[]): readonly ScoreLine[] =>
  all.flatMap((line) => (line.children === undefined ? [line] : leaves(line.children)));

describe("linesBelow", () => {
  it("gives every cap a line of its own with what it takes", () => {
    expect(
      leaves(lines)
        .filter((line) => line.cap !== undefined)
        .map(({ points }) => points),
    ).toEqual([-11.5, -3]);
  });

  it("adds up to the score at the top and down to the last leaf", () => {
    expect(sumOf(lines)).toBe(25);
    expect(sumOf(leaves(lines))).toBe(25);
  });

  it("gives every line a key of its own, even where an id stands twice", () => {
    const twice = node("x", "enterprise", 2, {
      children: ["a", "b"].map((id) => node(id, "objective", 1, { children: [node("p", "pair", 1)] })),
    });
    const keys = openableKeys(linesBelow(twice), 9).concat(leaves(linesBelow(twice)).map(({ key }) => key));
    expect(new Set(keys).size).toBe(4);
  });
});

describe("finding a way through the lines", () => {
  it("opens what lies above a node", () => {
    expect(keysTo(lines, "miit.3.1.c")).toEqual(["plant>miit.3", "plant>miit.3>miit.3.1", "plant>miit.3>miit.3.1>miit.3.1.c"]);
    expect(keysTo(lines, "miit.9")).toEqual([]);
  });

  it("opens down to a depth", () => {
    expect(openableKeys(lines, 1)).toEqual(["plant>miit.1", "plant>miit.3"]);
    expect(openableKeys(lines, 2)).toEqual(["plant>miit.1", "plant>miit.3", "plant>miit.3>miit.3.1"]);
  });

  it("keeps what loses points, caps included, and drops what is full", () => {
    const ids = leaves(onlyLosing(lines)).map(({ node: part, cap: line }) => part?.id ?? line?.at);
    expect(ids).toEqual(["miit.3.1.a", 40, 25]);
  });
});
