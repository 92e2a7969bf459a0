import type { ReportDocument, ReportFigures } from "../../../../model/report.ts";
import type { ScoreNode, ScoringRules } from "../../../../model/score.ts";
import { becauseByName, demandsOf } from "../../../../posture/scoring/name-in-cap.ts";
import { scoreSheet } from "../../../../posture/scoring/score-sheet.ts";

/** The reasons of caps said anew by the names that a masked report gives to its assets; no figure changes. */
export function capsByName(report: ReportDocument, rules: ScoringRules): ReportDocument {
  const { root } = scoreSheet(report.sheet, rules);
  const nodes = new Map(root === null ? [] : [...levels(root)].map((node) => [node.id, node]));
  const names = new Map(report.inventory.assets.map(({ id, name }) => [id, name]));
  const demandOf = demandsOf(report.checks);
  const said = <T extends ReportFigures>(figures: T, node: ScoreNode | null | undefined): T => {
    if (figures.cap === null || node?.cap === undefined) return figures;
    return { ...figures, cap: { at: figures.cap.at, because: becauseByName(node.cap, (id) => names.get(id), demandOf) } };
  };
  return { ...report, score: said(report.score, root), lines: report.lines.map((line) => said(line, nodes.get(line.id))) };
}

function* levels(node: ScoreNode): Generator<ScoreNode> {
  yield node;
  for (const child of node.children) if (child.kind !== "pair") yield* levels(child);
}
