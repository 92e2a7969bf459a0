import { AttributeIds, coerceNodeId, type DataValue, NodeClass } from "node-opcua";
import type { AccessFacts, AccessNode } from "../../../model/protocols/opcua/facts.ts";
import { configurationMethods, subscriptionMethods } from "../../../model/protocols/opcua/server-methods.ts";
import { browseObjects, canonicalNodeId, type FoundNode } from "./browse.ts";
import { attributesOf, decodeRights, withValues } from "./decode/access.ts";
import { decodeReadable, goodValue, numberOf, serverNodes } from "./decode/server.ts";
import { sortedBy, textOf } from "./decode/text.ts";
import { OpcuaFailure } from "./errors.ts";
import { holdStrangersSession } from "./held-session.ts";
import type { Learnt } from "./link.ts";
import { type NamespaceDefaults, readNamespaceDefaults } from "./namespace-defaults.ts";
import { inBatches } from "./plan.ts";
import { readAttributes, valuesOf } from "./read-values.ts";
import type { Run } from "./run.ts";
import type { Session } from "./session.ts";
import { endedInSilence, type Standing } from "./standing.ts";

/** Requests kept back while browsing: for attributes of what was found, and for values. */
const keepRequests = 25;
const keepForValues = 6;
const usualReadLimit = 100;
const usualBrowseLimit = 50;
/** Values read in one request; one readable value tells enough, so that a device seldom hands out more than these. */
const valuesPerRequest = 10;

type Target = FoundNode & { nodeClass: "Variable" | "Method" };

/** `opcua.access`: what a session without identity, or else the configured one, may do below Objects and to the server. */
export async function runAccess(run: Run, standing: Standing): Promise<Learnt> {
  const held = await holdStrangersSession(run, standing);
  if (held === undefined) throw withoutSession(run, standing);
  const { session, attempt } = held;
  const limits = await operationLimits(run, standing, session);
  const before = run.requestsLeft;
  const tree = await browseObjects(run, session, {
    maxReferences: run.endpoint.maxReferences,
    perRequest: Math.min(limits.MaxNodesPerBrowse ?? usualBrowseLimit, usualBrowseLimit),
    keepRequests,
  });
  const critical = await findCritical(run, session, tree.nodes);
  const targets = uniqueTargets([...serverMethods(), ...critical.found, ...tree.nodes]);
  const readLimit = Math.min(limits.MaxNodesPerRead ?? usualReadLimit, usualReadLimit);
  const defaults = await readNamespaceDefaults(run, session);
  const { nodes, complete } = await readRights(run, session, targets, readLimit, defaults);
  const withRead = await tryValues(run, session, nodes, critical.found);
  const readable = await sessionDiagnostics(run, session);
  const facts: AccessFacts = {
    session: attempt,
    nodes: sortedBy(withRead, (node) => node.nodeId),
    exhausted: tree.exhausted && complete,
    criticalMissing: critical.missing,
    ...(readable === undefined ? {} : { sessionDiagnosticsReadable: readable }),
    requests: before - run.requestsLeft,
  };
  return { facts, samples: [] };
}

/** A server that was silent when it was asked for a session is asked again soon, unlike one that said no. */
function withoutSession({ endpoint }: Run, { views }: Standing): OpcuaFailure {
  const silent = [views.overNone, views.overEncrypted, views.configured].some((view) => view && endedInSilence(view));
  return silent
    ? new OpcuaFailure("no-answer", "the server did not answer when it was asked for a session", { target: endpoint.url })
    : new OpcuaFailure("no-session", "the server grants no session", { target: endpoint.url });
}

async function operationLimits(run: Run, standing: Standing, session: Session): Promise<Readonly<Record<string, number>>> {
  if (standing.limits !== undefined) return standing.limits;
  const names = ["MaxNodesPerRead", "MaxNodesPerBrowse"] as const;
  const values = await readAttributes(run, session, valuesOf(names.map((name) => serverNodes[name])), names.length);
  const limits = names.flatMap((name, index) => {
    const limit = numberOf(goodValue(values[index]));
    return limit === undefined || limit === 0 ? [] : [[name, limit] as const];
  });
  standing.limits = Object.fromEntries(limits);
  return standing.limits;
}

function serverMethods(): Target[] {
  const methods = Object.entries({ ...subscriptionMethods, ...configurationMethods });
  return methods.map(([nodeId, name]) => ({ nodeId, name, nodeClass: "Method" }));
}

/** The declared critical nodes that browsing did not meet, asked for by id; those that do not answer are missing. */
async function findCritical(run: Run, session: Session, seen: readonly FoundNode[]) {
  const declared = run.endpoint.criticalNodes.map(canonicalNodeId);
  const known = new Map(seen.map((node) => [node.nodeId, node]));
  const unseen = declared.filter((nodeId) => !known.has(nodeId));
  const attributes = [AttributeIds.NodeClass, AttributeIds.BrowseName];
  const targets = unseen.flatMap((nodeId) => attributes.map((attributeId) => ({ nodeId, attributeId })));
  const values = await readAttributes(run, session, targets, usualReadLimit);
  const found: FoundNode[] = declared.flatMap((nodeId) => known.get(nodeId) ?? []);
  const missing: string[] = [];
  for (const [index, nodeId] of unseen.entries()) {
    const node = decodeCritical(nodeId, values.slice(2 * index, 2 * index + 2));
    if (node === undefined) missing.push(nodeId);
    else found.push(node);
  }
  return { found, missing: missing.sort() };
}

function decodeCritical(nodeId: string, [nodeClass, browseName]: DataValue[]): FoundNode | undefined {
  const name = goodValue(browseName);
  const text = typeof name === "object" && name !== null && "name" in name ? textOf(name.name) : nodeId;
  if (goodValue(nodeClass) === NodeClass.Variable) return { nodeId, name: text, nodeClass: "Variable" };
  return goodValue(nodeClass) === NodeClass.Method ? { nodeId, name: text, nodeClass: "Method" } : undefined;
}

function uniqueTargets(nodes: readonly FoundNode[]): Target[] {
  const byId = new Map<string, Target>();
  for (const { nodeId, name, nodeClass } of nodes) {
    if (nodeClass !== "Object" && !byId.has(nodeId)) byId.set(nodeId, { nodeId, name, nodeClass });
  }
  return [...byId.values()];
}

/** Reads the rights of as many nodes as the run can still afford. */
async function readRights(
  run: Run,
  session: Session,
  targets: readonly Target[],
  limit: number,
  defaults: ReadonlyMap<number, NamespaceDefaults>,
) {
  const affordable = Math.floor(((run.requestsLeft - keepForValues) * limit) / attributesOf.Variable.length);
  const affordableTargets = targets.slice(0, Math.max(affordable, 0));
  const wanted = affordableTargets.flatMap(({ nodeId, nodeClass }) =>
    attributesOf[nodeClass].map((attributeId) => ({ nodeId, attributeId })),
  );
  const values = await readAttributes(run, session, wanted, limit);
  const width = attributesOf.Variable.length;
  const nodes = affordableTargets.flatMap((target, index): AccessNode[] => {
    const rights = decodeRights(
      target,
      values.slice(index * width, (index + 1) * width),
      defaults.get(coerceNodeId(target.nodeId).namespace),
    );
    return rights === undefined ? [] : [rights];
  });
  return { nodes, complete: affordableTargets.length === targets.length };
}

async function sessionDiagnostics(run: Run, session: Session): Promise<boolean | undefined> {
  if (run.requestsLeft <= 0) return undefined;
  const [value] = await readAttributes(run, session, valuesOf([serverNodes.sessionSecurityDiagnostics]), 1);
  return decodeReadable(value);
}

/** Reads values until one is readable, and those of all critical nodes; the values themselves are not kept. */
async function tryValues(
  run: Run,
  session: Session,
  nodes: readonly AccessNode[],
  critical: readonly FoundNode[],
): Promise<AccessNode[]> {
  const criticalIds = new Set(critical.map((node) => node.nodeId));
  const variables = nodes.filter((node) => node.nodeClass === "Variable" && node.nodeId.startsWith("ns="));
  const first = variables.filter((node) => criticalIds.has(node.nodeId));
  const others = variables.filter((node) => !criticalIds.has(node.nodeId));
  const readable = new Map<string, boolean>();
  for (const batch of [...inBatches(first, valuesPerRequest), ...inBatches(others, valuesPerRequest)]) {
    const enough = [...readable.values()].includes(true) && !batch.some((node) => criticalIds.has(node.nodeId));
    if (enough || run.requestsLeft <= 0) break;
    const values = await readAttributes(run, session, valuesOf(batch.map((node) => node.nodeId)), valuesPerRequest);
    for (const [index, node] of batch.entries()) readable.set(node.nodeId, values[index]?.statusCode.isGood() ?? false);
  }
  return withValues(nodes, readable);
}
