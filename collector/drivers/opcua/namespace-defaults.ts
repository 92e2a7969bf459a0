import { BrowseDirection, coerceNodeId, NodeClassMask, ReferenceTypeIds } from "node-opcua";
import { canonicalNodeId, nodeClassAndBrowseName } from "./browse.ts";
import { permissionsOf } from "./decode/access.ts";
import { goodValue, numberOf, withoutAbsent } from "./decode/server.ts";
import { readAttributes, valuesOf } from "./read-values.ts";
import type { Run } from "./run.ts";
import { services } from "./services.ts";
import type { Session } from "./session.ts";

/** What holds for the nodes of a namespace that say nothing themselves (OPC 10000-5, 6.3.13). */
export interface NamespaceDefaults {
  readonly userPermissions?: number;
  readonly accessRestrictions?: number;
}

const namespaceArray = "i=2255";
const namespaces = "i=11715";
const wanted = ["NamespaceUri", "DefaultUserRolePermissions", "DefaultAccessRestrictions"] as const;
/** Namespaces that are looked at; servers have a handful. */
const most = 20;

/** The defaults by namespace index; empty where the server describes no namespace. */
export async function readNamespaceDefaults(run: Run, session: Session): Promise<ReadonlyMap<number, NamespaceDefaults>> {
  const [metadata = []] = await children(run, session, [namespaces]);
  const objects = metadata.slice(0, most).map(({ nodeId }) => nodeId);
  if (objects.length === 0) return new Map();
  const properties = (await children(run, session, objects)).flatMap((found, object) =>
    found.filter(({ name }) => wanted.some((one) => one === name)).map(({ nodeId, name }) => ({ object, nodeId, name })),
  );
  const targets = valuesOf([namespaceArray, ...properties.map(({ nodeId }) => nodeId)]);
  const [uris, ...values] = await readAttributes(run, session, targets, targets.length);
  const described = properties.map(({ object, name }, index) => ({ object, name, value: goodValue(values[index]) }));
  return decodeNamespaceDefaults(goodValue(uris), described);
}

interface Described {
  /** Which NamespaceMetadata object it belongs to. */
  readonly object: number;
  readonly name: string;
  readonly value: unknown;
}

/** Puts the properties of NamespaceMetadata objects under the indexes that the server gives their namespaces. */
export function decodeNamespaceDefaults(uris: unknown, described: readonly Described[]): ReadonlyMap<number, NamespaceDefaults> {
  const defaults = new Map<number, NamespaceDefaults>();
  if (!Array.isArray(uris)) return defaults;
  for (const { object, value } of described.filter(({ name }) => name === "NamespaceUri")) {
    const index = uris.indexOf(value);
    const property = (name: string) => described.find((one) => one.object === object && one.name === name)?.value;
    const userPermissions = permissionsOf(property("DefaultUserRolePermissions"));
    const accessRestrictions = numberOf(property("DefaultAccessRestrictions"));
    if (index >= 0) defaults.set(index, withoutAbsent<NamespaceDefaults>({ userPermissions, accessRestrictions }));
  }
  return defaults;
}

async function children(run: Run, session: Session, nodeIds: readonly string[]) {
  const { results } = await session.call(run, services.browse, {
    requestedMaxReferencesPerNode: 50,
    nodesToBrowse: nodeIds.map((nodeId) => ({
      nodeId: coerceNodeId(nodeId),
      browseDirection: BrowseDirection.Forward,
      referenceTypeId: coerceNodeId(ReferenceTypeIds.Aggregates),
      includeSubtypes: true,
      nodeClassMask: NodeClassMask.Object | NodeClassMask.Variable,
      resultMask: nodeClassAndBrowseName,
    })),
  });
  return (results ?? []).map(({ references }) =>
    (references ?? []).map((reference) => ({
      nodeId: canonicalNodeId(reference.nodeId.toString()),
      name: reference.browseName?.name ?? "",
    })),
  );
}
