import type { ScoreNodeView } from "../../../api/contract/scores.ts";

/** A line of the explained score: a part of the tree, or what a cap takes away. */
export interface ScoreLine {
  /** Unique in the whole tree; ids of nodes are not, since a check may count in two objectives. */
  readonly key: string;
  readonly points: number;
  readonly node?: ScoreNodeView;
  readonly cap?: NonNullable<ScoreNodeView["cap"]>;
  readonly children?: readonly ScoreLine[];
}

/** The lines below a node; where a cap lowers the node, a line of its own holds the (negative) points that it takes. */
export function linesBelow(node: ScoreNodeView, path = node.id): readonly ScoreLine[] {
  const parts = node.children.map((child) => lineOf(child, `${path}>${child.id}`));
  if (node.cap === undefined || node.raw === undefined || parts.length === 0) return parts;
  const taken = node.points - sumOf(parts);
  return [...parts, { key: `${path}>cap`, points: taken, cap: node.cap }];
}

function lineOf(node: ScoreNodeView, key: string): ScoreLine {
  const children = linesBelow(node, key);
  return children.length === 0 ? { key, points: node.points, node } : { key, points: node.points, node, children };
}

/** What lines contribute together. */
export function sumOf(lines: readonly ScoreLine[]): number {
  return lines.reduce((sum, { points }) => sum + points, 0);
}

/** Whether something below the line keeps points from the enterprise. */
export function losesPoints(line: ScoreLine): boolean {
  return line.cap !== undefined || (line.node?.demonstrated ?? 100) < 100;
}

/** The lines that lose points, with all that lies above them. */
export function onlyLosing(lines: readonly ScoreLine[]): readonly ScoreLine[] {
  return lines
    .filter(losesPoints)
    .map((line) => (line.children === undefined ? line : { ...line, children: onlyLosing(line.children) }));
}

/** Keys of the lines to open so that the node with this id is seen, itself included. */
export function keysTo(lines: readonly ScoreLine[], nodeId: string): readonly string[] {
  for (const line of lines) {
    if (line.node?.id === nodeId) return [line.key];
    const below = keysTo(line.children ?? [], nodeId);
    if (below.length > 0) return [line.key, ...below];
  }
  return [];
}

/** Keys of all lines that can be opened, down to and with a depth (1: the top lines). */
export function openableKeys(lines: readonly ScoreLine[], depth: number): readonly string[] {
  if (depth === 0) return [];
  return lines.flatMap((line) => (line.children === undefined ? [] : [line.key, ...openableKeys(line.children, depth - 1)]));
}
