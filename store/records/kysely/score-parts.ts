import { sha256 } from "../../../model/digest.ts";
import type { Score, ScoreNode } from "../../../model/score.ts";
import { decode, encode } from "./encoding.ts";

/**
 * How a score is kept: its tree down to the objectives in one text, and the lines of pairs in chunks that are known by the SHA-256 of
 * their text. A change at one asset of a thousand changes one chunk of each objective that it counts in; the others are not written again.
 */
export interface ScoreParts {
  /** The tree without pairs, with the hashes of its chunks in place of them. */
  readonly body: string;
  readonly chunks: readonly Chunk[];
  /** SHA-256 over every number with the line that it stands on. */
  readonly numbers: string;
  /** SHA-256 over all but the time. */
  readonly content: string;
}
interface Chunk {
  readonly hash: string;
  readonly body: string;
  /** SHA-256 over its numbers: of all but the severities. */
  readonly numbers: string;
}

type Leaf = readonly [assetId: string | null, checkId: string, status: string, weight: number, points: number, severity?: string];
/** Length of a leaf without a severity of its own. All numbers of a pair follow from its status, weight and points. */
const plainLength = 5;
/** A node as it is kept; `leaves` are hashes of chunks. */
type KeptNode = Omit<ScoreNode, "children"> & { readonly children: readonly KeptNode[]; readonly leaves?: readonly string[] };
type KeptScore = Omit<Score, "at" | "root"> & { readonly root: KeptNode | null };

interface NodeParts {
  readonly kept: KeptNode;
  readonly numbers: unknown;
  readonly chunks: readonly Chunk[];
}

/** Parts of nodes that were taken apart before: scores share the nodes that stay the same. */
const known = new WeakMap<ScoreNode, NodeParts>();

export function takeApart({ at: _at, root, ...head }: Score): ScoreParts {
  const parts = root === null ? undefined : partsOf(root);
  const kept: KeptScore = { ...head, root: parts?.kept ?? null };
  const body = encode(kept);
  const numbers = sha256(encode([head.profileVersion, head.encouraged, parts?.numbers ?? null]));
  return { body, chunks: parts?.chunks ?? [], numbers, content: sha256(body) };
}

function partsOf(node: ScoreNode): NodeParts {
  const before = known.get(node);
  if (before !== undefined) return before;
  const parts = node.children.length > 0 && node.children.every(isLeaf) ? partsOfPairs(node) : partsOfLevels(node);
  known.set(node, parts);
  return parts;
}

function partsOfLevels(node: ScoreNode): NodeParts {
  const children = node.children.map(partsOf);
  return {
    kept: { ...node, children: children.map(({ kept }) => kept) },
    numbers: [...ownNumbers(node), children.map(({ numbers }) => numbers)],
    chunks: children.flatMap(({ chunks }) => chunks),
  };
}

function partsOfPairs(node: ScoreNode): NodeParts {
  const chunks = chunked(node.children);
  const leaves = chunks.map(({ hash }) => hash);
  const numbers = [...ownNumbers(node), chunks.map((chunk) => chunk.numbers)];
  return { kept: { ...node, children: [], leaves }, numbers, chunks };
}

function ownNumbers({ id, weight, demonstrated, potential, coverage, points, cap, raw }: ScoreNode): unknown[] {
  return [id, weight, demonstrated, potential, coverage, points, cap?.at ?? null, raw ?? null];
}

/** Chunks by the nodes in them, so that those of an unchanged part of an objective are not made again. */
const madeChunks = new WeakMap<ScoreNode, { readonly nodes: readonly ScoreNode[]; readonly chunk: Chunk }>();

/** Assets in a chunk, on average. */
const chunkLength = 32;

/** Chunks end behind assets that their own ids choose, so that an asset that comes or goes moves no other chunk. */
function chunked(nodes: readonly ScoreNode[]): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (let at = 0; at < nodes.length; at++) {
    const [assetId, next] = [nodes[at]?.pair?.assetId, nodes[at + 1]?.pair?.assetId];
    const ends = at === nodes.length - 1 || (assetId !== next && isBoundary(assetId ?? ""));
    if (!ends) continue;
    chunks.push(chunkOf(nodes.slice(start, at + 1)));
    start = at + 1;
  }
  return chunks;
}

/** FNV-1a, 32 bits. */
function isBoundary(assetId: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < assetId.length; at++) hash = Math.imul(hash ^ assetId.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % chunkLength === 0;
}

function chunkOf(nodes: readonly ScoreNode[]): Chunk {
  const [first] = nodes;
  const made = first && madeChunks.get(first);
  if (made !== undefined && made.nodes.length === nodes.length && made.nodes.every((node, at) => node === nodes[at])) {
    return made.chunk;
  }
  const leaves = nodes.map(leafOf);
  const body = JSON.stringify(leaves);
  const hash = sha256(body);
  const isPlain = leaves.every(({ length }) => length === plainLength);
  const numbers = isPlain ? hash : sha256(JSON.stringify(leaves.map((leaf) => leaf.slice(0, plainLength))));
  const chunk = { hash, body, numbers };
  if (first !== undefined) madeChunks.set(first, { nodes, chunk });
  return chunk;
}

const leafLevels: Readonly<Record<string, readonly [demonstrated: number, potential: number, coverage: number]>> = {
  pass: [100, 100, 100],
  fail: [0, 0, 100],
  unknown: [0, 100, 0],
};

/** Whether a node says no more than its leaf does. */
function isLeaf(node: ScoreNode): boolean {
  const { kind, pair, demonstrated, potential, coverage, cap, raw, children, id } = node;
  if (kind !== "pair" || pair === undefined || cap !== undefined || raw !== undefined || children.length > 0) return false;
  const levels = leafLevels[pair.status];
  const standard = levels?.[0] === demonstrated && levels[1] === potential && levels[2] === coverage;
  return standard && id === leafId(pair.assetId, pair.checkId);
}

function leafId(assetId: string | null, checkId: string): string {
  return `${assetId ?? ""}/${checkId}`;
}

function leafOf({ pair, weight, points }: ScoreNode): Leaf {
  const { assetId = null, checkId = "", status = "unknown", severity } = pair ?? {};
  return severity === undefined
    ? [assetId, checkId, status, weight, points]
    : [assetId, checkId, status, weight, points, severity];
}

/** Hashes of the chunks that a kept score stands on. */
export function hashesIn(body: string): string[] {
  const { root } = decode<KeptScore>(body);
  const visit = (node: KeptNode): string[] => [...(node.leaves ?? []), ...node.children.flatMap(visit)];
  return root === null ? [] : visit(root);
}

/** The whole score again; without chunks it ends at the objectives. */
export function putTogether(body: string, at: number, chunks: ReadonlyMap<string, string>): Score {
  const { root, ...head } = decode<KeptScore>(body);
  return { ...head, at, root: root === null ? null : nodeOf(root, chunks) };
}

function nodeOf({ leaves, ...node }: KeptNode, chunks: ReadonlyMap<string, string>): ScoreNode {
  if (leaves === undefined) return { ...node, children: node.children.map((child) => nodeOf(child, chunks)) };
  return { ...node, children: leaves.flatMap((hash) => decode<Leaf[]>(chunks.get(hash) ?? "[]").map(pairNode)) };
}

function pairNode([assetId, checkId, status, weight, points, severity]: Leaf): ScoreNode {
  const [demonstrated = 0, potential = 0, coverage = 0] = leafLevels[status] ?? [];
  const pair = { assetId, checkId, status, ...(severity === undefined ? {} : { severity }) };
  const id = leafId(assetId, checkId);
  // Chunks are written by `leafOf` alone, from a node whose status and severity are such.
  return {
    id,
    kind: "pair",
    weight,
    demonstrated,
    potential,
    coverage,
    points,
    pair: pair as NonNullable<ScoreNode["pair"]>,
    children: [],
  };
}
