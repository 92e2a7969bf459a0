import type { LevelResult, ScoreNode, Sheet, SheetResult } from "../../model/score.ts";
import { compareIds } from "./order.ts";
import { parentOf } from "./reckon.ts";
import type { ScoredSheet } from "./score-sheet.ts";

/**
 * The answer of `score sheet FILE --format json`. Every objective of the sheet is named, with its control and task; a level that
 * leaves the sum, or that is only encouraged and so never enters it, is null.
 */
export function sheetResult(sheet: Sheet, { root }: ScoredSheet): SheetResult {
  const found = new Map(root === null ? [] : [...levelsBelow(root)].map((node) => [node.id, node]));
  const keyed = (ids: readonly string[]) => {
    const sorted = [...new Set(ids)].sort(compareIds);
    return Object.fromEntries(sorted.map((id) => [id, levelResult(found.get(id))]));
  };
  const objectives = sheet.objectives.map((objective) => objective.id);
  const controls = objectives.map(parentOf);
  return {
    enterprise: levelResult(root ?? undefined),
    tasks: keyed(controls.map(parentOf)),
    controls: keyed(controls),
    objectives: keyed(objectives),
  };
}

function* levelsBelow(node: ScoreNode): Generator<ScoreNode> {
  for (const child of node.children) {
    if (child.kind === "pair") continue;
    yield child;
    yield* levelsBelow(child);
  }
}

function levelResult(node: ScoreNode | undefined): LevelResult | null {
  if (node === undefined) return null;
  const { demonstrated, potential, coverage, raw, cap } = node;
  const capped = raw === undefined || cap === undefined ? {} : { raw, cap: cap.at, because: cap.because };
  return { demonstrated, potential, coverage, ...capped };
}
