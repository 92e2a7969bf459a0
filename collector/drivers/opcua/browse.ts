import { BrowseDirection, type BrowseResult, coerceNodeId, NodeClass, NodeClassMask, ReferenceTypeIds } from "node-opcua";
import { textOf } from "./decode/text.ts";
import { OpcuaFailure } from "./errors.ts";
import { halving, inBatches } from "./plan.ts";
import type { Run } from "./run.ts";
import { services } from "./services.ts";
import type { Session } from "./session.ts";

export interface FoundNode {
  readonly nodeId: string;
  readonly name: string;
  readonly nodeClass: "Object" | "Variable" | "Method";
}

export interface BrowseBounds {
  /** References followed in all. */
  readonly maxReferences: number;
  /** Nodes in one request. */
  readonly perRequest: number;
  /** Requests that must be left for what comes after browsing. */
  readonly keepRequests: number;
}

export interface BrowseOutcome {
  readonly nodes: readonly FoundNode[];
  /** True where everything that the session may see was followed to its end. */
  readonly exhausted: boolean;
}

const objectsFolder = "i=85";
/** The Server object is large, the same everywhere, and looked at by node id elsewhere. */
const serverObject = "i=2253";
const referencesPerNode = 200;
/** Bits of BrowseResultMask (OPC 10000-4, 7.5). */
export const nodeClassAndBrowseName = 0b1100;
const classNames: Partial<Record<number, FoundNode["nodeClass"]>> = {
  [NodeClass.Object]: "Object",
  [NodeClass.Variable]: "Variable",
  [NodeClass.Method]: "Method",
};
/** Statuses by which a server ends the tree for this session; any other one leaves the view incomplete. */
const endsHere = new Set(["BadNodeIdUnknown", "BadUserAccessDenied", "BadSecurityModeInsufficient", "BadNodeNotInView"]);

/** Follows the hierarchy below Objects breadth first, every node once, so that a loop of references ends. */
export async function browseObjects(run: Run, session: Session, bounds: BrowseBounds): Promise<BrowseOutcome> {
  const found = new Map<string, FoundNode>();
  const visited = new Set([serverObject, objectsFolder]);
  let level = [objectsFolder];
  let exhausted = true;
  while (level.length > 0) {
    const next: string[] = [];
    for (const batch of inBatches(level, bounds.perRequest)) {
      if (run.requestsLeft <= bounds.keepRequests) return { nodes: [...found.values()], exhausted: false };
      const answer = await browseBatch(run, session, batch, bounds.keepRequests);
      exhausted &&= answer.complete;
      for (const node of answer.nodes) {
        if (visited.has(node.nodeId)) continue;
        if (found.size >= bounds.maxReferences) return { nodes: [...found.values()], exhausted: false };
        visited.add(node.nodeId);
        found.set(node.nodeId, node);
        if (node.nodeClass !== "Method") next.push(node.nodeId);
      }
    }
    level = next;
  }
  return { nodes: [...found.values()], exhausted };
}

/** A node id in the one form that facts use: namespace 0 is not written. */
export function canonicalNodeId(text: string): string {
  return coerceNodeId(text)
    .toString()
    .replace(/^ns=0;/, "");
}

async function browseBatch(run: Run, session: Session, nodeIds: readonly string[], keepRequests: number) {
  const nodes: FoundNode[] = [];
  let open = await halving(nodeIds, (part) => ask(run, session, part));
  let complete = open.length === nodeIds.length;
  while (open.length > 0) {
    for (const result of open) {
      const decoded = decodeResult(result);
      nodes.push(...decoded.nodes);
      complete &&= decoded.complete;
    }
    const continuationPoints = open.flatMap(({ continuationPoint }) => (continuationPoint?.length ? [continuationPoint] : []));
    if (continuationPoints.length === 0) break;
    const affordable = run.requestsLeft > keepRequests;
    complete &&= affordable;
    const more = await askOn(run, session, continuationPoints, !affordable);
    complete &&= more.length === continuationPoints.length;
    open = affordable ? more : [];
  }
  return { nodes: nodes.sort(byNodeId), complete };
}

/** The next parts of open answers; none where the server hands out continuation points that it then refuses. */
async function askOn(
  run: Run,
  session: Session,
  continuationPoints: readonly Buffer[],
  release: boolean,
): Promise<BrowseResult[]> {
  try {
    return await halving(continuationPoints, async (part) => {
      const { results } = await session.call(run, services.browseNext, {
        releaseContinuationPoints: release,
        continuationPoints: [...part],
      });
      return results ?? [];
    });
  } catch (error) {
    if (error instanceof OpcuaFailure && error.failure === "bad-status") return [];
    throw error;
  }
}

async function ask(run: Run, session: Session, nodeIds: readonly string[]): Promise<BrowseResult[]> {
  const { results } = await session.call(run, services.browse, {
    requestedMaxReferencesPerNode: referencesPerNode,
    nodesToBrowse: nodeIds.map((nodeId) => ({
      nodeId: coerceNodeId(nodeId),
      browseDirection: BrowseDirection.Forward,
      referenceTypeId: coerceNodeId(ReferenceTypeIds.HierarchicalReferences),
      includeSubtypes: true,
      nodeClassMask: NodeClassMask.Object | NodeClassMask.Variable | NodeClassMask.Method,
      resultMask: nodeClassAndBrowseName,
    })),
  });
  return results ?? [];
}

function decodeResult({ statusCode, references }: BrowseResult): { nodes: FoundNode[]; complete: boolean } {
  const ended = endsHere.has(statusCode.name);
  const nodes = (references ?? []).flatMap((reference): FoundNode[] => {
    const nodeClass = classNames[reference.nodeClass];
    if (nodeClass === undefined || reference.nodeId.serverIndex) return [];
    return [{ nodeId: canonicalNodeId(reference.nodeId.toString()), name: textOf(reference.browseName?.name), nodeClass }];
  });
  return { nodes, complete: statusCode.isGood() || ended };
}

function byNodeId(a: FoundNode, b: FoundNode): number {
  return a.nodeId < b.nodeId ? -1 : a.nodeId > b.nodeId ? 1 : 0;
}
