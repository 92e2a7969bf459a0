import { DataType, type DataValue, VariantArrayType } from "node-opcua";
import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import { type DiscoveryFacts, discoveryFactsSchema } from "../../../model/protocols/opcua/facts.ts";
import type { BudgetGate } from "../budget-gate.ts";
import type { DriverServices } from "../define.ts";
import { browseObjects, type FoundNode } from "./browse.ts";
import { goodValue } from "./decode/server.ts";
import { decodeSignal } from "./decode/signal.ts";
import { textOf } from "./decode/text.ts";
import { runDiscovery } from "./discovery-probe.ts";
import { OpcuaFailure } from "./errors.ts";
import { holdSession } from "./held-session.ts";
import { inBatches } from "./plan.ts";
import { readAttributes, valuesOf } from "./read-values.ts";
import { Run } from "./run.ts";
import { Standing } from "./standing.ts";

/** A variable below Objects whose value is one number. */
export interface NumericVariable {
  readonly nodeId: string;
  readonly name: string;
  /** Built-in type (OPC 10000-6, 5.1.2) of the value that was read. */
  readonly dataType: string;
  readonly value: number;
}

export interface OpcuaFindings {
  readonly discovery: DiscoveryFacts;
  /** What a session without identity showed; absent where the server grants none. */
  readonly inside?: {
    readonly namespaces: readonly string[];
    readonly identity: { readonly vendor?: string; readonly product?: string; readonly version?: string };
    readonly variables: readonly NumericVariable[];
    /** Whether everything below Objects was looked at. */
    readonly complete: boolean;
  };
  /** Code of the failure that ended the look inside. */
  readonly cutShort?: string;
}

/** Kept for the orderly end of channels and sessions, which the gate counts, too. */
const keptForClosing = 10;
const fewestRequests = 30;
const nodesPerBrowse = 20;
const nodesPerRead = 20;
const namespaceArray = "i=2255";
/** ManufacturerName, ProductName and SoftwareVersion of the server's BuildInfo (OPC 10000-6, annex A). */
const buildInfo = { vendor: "i=2263", product: "i=2261", version: "i=2264" } as const;

/** The smallest budget with which a look at a server makes sense. */
export const leastOpcuaBudget = fewestRequests;

/**
 * Looks at a server: what it offers to anybody and, where a session without identity is granted, its namespaces and the numeric
 * variables below Objects, within the gate's budget.
 * @throws OpcuaFailure where the server cannot be reached or answers nothing usable
 */
export async function exploreOpcua(
  endpoint: OpcuaEndpoint,
  { gate, services, signal }: { gate: BudgetGate; services: DriverServices; signal: AbortSignal },
): Promise<OpcuaFindings> {
  const run = new Run(endpoint, gate, signal, gate.budget - keptForClosing);
  const standing = new Standing(services);
  try {
    const { facts } = await runDiscovery(run, standing);
    const discovery = discoveryFactsSchema.parse(facts);
    try {
      const inside = await lookInside(run, standing);
      return { discovery, ...(inside === undefined ? {} : { inside }) };
    } catch (error) {
      if (error instanceof OpcuaFailure) return { discovery, cutShort: error.code };
      throw error;
    }
  } finally {
    await standing.release(run);
  }
}

async function lookInside(run: Run, standing: Standing): Promise<OpcuaFindings["inside"]> {
  const held = await holdSession(run, standing);
  if (held === undefined) return undefined;
  const { session } = held;
  const [array, ...info] = await readAttributes(
    run,
    session,
    valuesOf([namespaceArray, ...Object.values(buildInfo)]),
    nodesPerRead,
  );
  const namespaces = listOf(goodValue(array));
  // A third of what is left is for the values of the variables that browsing finds.
  const keepRequests = Math.ceil(run.requestsLeft / 3);
  const tree = await browseObjects(run, session, {
    maxReferences: run.endpoint.maxReferences,
    perRequest: nodesPerBrowse,
    keepRequests,
  });
  const candidates = tree.nodes.filter(({ nodeId, nodeClass }) => nodeClass === "Variable" && nodeId.startsWith("ns="));
  const variables: NumericVariable[] = [];
  let read = 0;
  for (const batch of inBatches(candidates, nodesPerRead)) {
    if (run.requestsLeft <= 0) break;
    const values = await readAttributes(run, session, valuesOf(batch.map(({ nodeId }) => nodeId)), nodesPerRead);
    variables.push(...batch.flatMap((node, index) => numericVariable(node, values[index])));
    read += batch.length;
  }
  return { namespaces, identity: identityOf(info), variables, complete: tree.exhausted && read === candidates.length };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.slice(0, 100).map(textOf) : [];
}

function identityOf(info: readonly DataValue[]) {
  const named = Object.keys(buildInfo).map((name, index) => [name, textOf(goodValue(info[index]))] as const);
  return Object.fromEntries(named.filter(([, text]) => text !== ""));
}

const numericTypes: ReadonlySet<DataType> = new Set([
  DataType.SByte,
  DataType.Byte,
  DataType.Int16,
  DataType.UInt16,
  DataType.Int32,
  DataType.UInt32,
  DataType.Int64,
  DataType.UInt64,
  DataType.Float,
  DataType.Double,
]);

function numericVariable({ nodeId, name }: FoundNode, read: DataValue | undefined): NumericVariable[] {
  const variant = read?.value;
  if (read === undefined || !variant || !numericTypes.has(variant.dataType)) return [];
  if (variant.arrayType !== VariantArrayType.Scalar) return [];
  const { value } = decodeSignal(read);
  return value === undefined ? [] : [{ nodeId, name, dataType: DataType[variant.dataType], value }];
}
