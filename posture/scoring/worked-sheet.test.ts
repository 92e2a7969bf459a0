import { describe, expect, it } from "vitest";
import { displayPercent } from "../../model/score.ts";
import { rules, workedSheet } from "./fixtures.ts";
import { type Fraction, ratio, reduce } from "./fraction.ts";
import type { Level } from "./level.ts";
import { openLedger, type Reckoned, reckon } from "./reckon.ts";
import { scoreSheet } from "./score-sheet.ts";
import { sheetResult } from "./sheet-result.ts";

/** A fraction as it is written by hand: "22/27" or "1". */
function byHand(text: string): Fraction {
  const [n = "", d = "1"] = text.split("/");
  return reduce(ratio(BigInt(n), BigInt(d)));
}

function levelByHand([demonstrated, potential, coverage]: readonly [string, string, string]): Level {
  return { demonstrated: byHand(demonstrated), potential: byHand(potential), coverage: byHand(coverage) };
}

const root = reckon(openLedger(workedSheet, rules));
if (root === null) throw new Error("the worked sheet scores");
const nodes = new Map(flatten(root).map((node) => [node.id, node]));

function flatten(node: Reckoned): Reckoned[] {
  return [node, ...node.children.flatMap(flatten)];
}

describe("the sheet worked by hand", () => {
  it.each<[string, string, string, string]>([
    ["miit.1.1.a", "1", "1", "1"],
    ["miit.1.1.b", "0", "1", "0"],
    ["miit.1.1.d", "0", "1", "0"],
    ["miit.1.1.f", "11/15", "11/15", "1"],
    ["miit.3.1.a", "22/27", "22/27", "1"],
    ["miit.3.1.c", "113/153", "113/153", "1"],
    ["miit.3.1.d", "14/33", "25/33", "2/3"],
    ["miit.3.1.f", "1/2", "1/2", "1"],
    ["miit.3.2.a", "1", "1", "1"],
    ["miit.3.2.b", "2/3", "1", "2/3"],
    ["miit.3.2.c", "1", "1", "1"],
    ["miit.3.2.d", "0", "1", "0"],
    ["miit.5.1.a", "13/15", "13/15", "1"],
    ["miit.5.1.b", "13/15", "13/15", "1"],
    ["miit.5.1.c", "1", "1", "1"],
    ["miit.1.1", "67/165", "157/165", "5/11"],
    ["miit.3.1", "11668/18513", "13351/18513", "10/11"],
    ["miit.3.2", "7/10", "1", "7/10"],
    ["miit.5.1", "9/10", "9/10", "1"],
    ["miit.1", "67/165", "157/165", "5/11"],
    ["miit.3", "11/20", "7/10", "177/220"],
    ["miit.5", "9/10", "9/10", "1"],
    ["enterprise", "397/660", "1073/1320", "337/440"],
  ])("%s comes to %s, %s, %s before caps", (id, ...expected) => {
    expect(reduced(nodes.get(id)?.raw)).toEqual(levelByHand(expected));
  });

  it("caps control 3.1 at 40 and the enterprise at 60, both for anonymous-write on A2, and nothing else", () => {
    const capped = [...nodes.values()].filter((node) => node.cap !== undefined);
    expect(capped.map((node) => [node.id, node.cap?.causes.map(({ assetId, checkId }) => [assetId, checkId])])).toEqual([
      ["enterprise", [["A2", "opcua.anonymous-write"]]],
      ["miit.3.1", [["A2", "opcua.anonymous-write"]]],
    ]);
    expect(reduced(nodes.get("miit.3.1")?.level)).toEqual(levelByHand(["2/5", "2/5", "10/11"]));
    expect(reduced(nodes.get("enterprise")?.level)).toEqual(levelByHand(["3/5", "3/5", "337/440"]));
  });

  it("is printed with one decimal, half up, as the page of rules prints it", () => {
    const { enterprise, tasks, controls } = sheetResult(workedSheet, scoreSheet(workedSheet, rules));
    const shown = (level: (typeof tasks)[string] | undefined) =>
      level && [level.demonstrated, level.potential, level.coverage].map(displayPercent);
    expect(shown(enterprise)).toEqual(["60.0", "60.0", "76.6"]);
    expect(shown(tasks["miit.1"])).toEqual(["40.6", "95.2", "45.5"]);
    expect(shown(tasks["miit.3"])).toEqual(["55.0", "70.0", "80.5"]);
    expect(shown(tasks["miit.5"])).toEqual(["90.0", "90.0", "100.0"]);
    expect([enterprise?.raw?.demonstrated, enterprise?.raw?.potential].map((value) => displayPercent(value ?? 0))).toEqual([
      "60.2",
      "81.3",
    ]);
    const control = controls["miit.3.1"];
    expect([control?.raw?.demonstrated, control?.raw?.potential].map((value) => displayPercent(value ?? 0))).toEqual([
      "63.0",
      "72.1",
    ]);
  });

  it("answers the form of score sheet --format json", () => {
    const result = sheetResult(workedSheet, scoreSheet(workedSheet, rules));
    expect(Object.keys(result)).toEqual(["enterprise", "tasks", "controls", "objectives"]);
    expect(result.enterprise).toEqual({
      demonstrated: 60,
      potential: 60,
      coverage: 33700 / 440,
      raw: { demonstrated: 39700 / 660, potential: 107300 / 1320 },
      cap: 60,
      because: {
        "zh-CN": "重大风险一票否决：资产 A2 关键程度高，且有未解决的严重问题 opcua.anonymous-write，企业得分封顶 60 分。",
        en: "Capped at 60: the critical finding opcua.anonymous-write on A2, on an asset of high criticality, is unresolved.",
      },
    });
    expect(result.objectives["miit.3.1.a"]).toEqual({ demonstrated: 2200 / 27, potential: 2200 / 27, coverage: 100 });
    expect(Object.keys(result.objectives)).toEqual(workedSheet.objectives.map((objective) => objective.id));
  });
});

function reduced(level: Level | undefined): Level | undefined {
  if (level === undefined) return undefined;
  return { demonstrated: reduce(level.demonstrated), potential: reduce(level.potential), coverage: reduce(level.coverage) };
}
