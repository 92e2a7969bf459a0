import type { AccessFacts, AccessNode } from "../../../model/protocols/opcua/facts.ts";
import { opcuaAccess } from "../../../model/protocols/opcua/probes.ts";
import { configurationMethods } from "../../../model/protocols/opcua/server-methods.ts";
import type { Pointer } from "../define.ts";
import { seen } from "../results.ts";

/** Bits of AccessLevel (OPC 10000-3, 8.57), PermissionType (8.55) and AccessRestrictionType (8.56). */
const currentWrite = 0x02;
const permissionWrite = 0x40;
const permissionCall = 0x1000;
const signingRequired = 0x01;
const encryptionRequired = 0x02;

/** Evidence of one verdict; more of the same proves no more. */
const mostEvidence = 10;

/** A node with its place in the facts. */
export interface Placed {
  readonly index: number;
  readonly node: AccessNode;
}

export type Right = "granted" | "denied" | "unknown";

/** Variables of the plant: those of the standard's own namespace describe the server. */
export function plantVariables({ nodes }: AccessFacts): Placed[] {
  return placed(nodes).filter(({ node }) => node.nodeClass === "Variable" && node.nodeId.startsWith("ns="));
}

/** Methods of the plant: those of the standard's own namespace look things up, or configure the server. */
export function plantMethods({ nodes }: AccessFacts): Placed[] {
  return placed(nodes).filter(({ node }) => node.nodeClass === "Method" && node.nodeId.startsWith("ns="));
}

export function serverConfigurationMethods({ nodes }: AccessFacts): Placed[] {
  return placed(nodes).filter(({ node }) => Object.hasOwn(configurationMethods, node.nodeId));
}

/** Whether the session may write the value. */
export function mayWrite({ session }: AccessFacts, node: AccessNode): Right {
  const level = node.userAccessLevel ?? node.accessLevel;
  const byLevel = level === undefined ? undefined : (level & currentWrite) !== 0;
  return combine(session.securityMode, node, byLevel, permissionWrite, node.userAccessLevel !== undefined);
}

/** Whether the session may call the method. */
export function mayCall({ session }: AccessFacts, node: AccessNode): Right {
  const byFlag = node.userExecutable ?? node.executable;
  return combine(session.securityMode, node, byFlag, permissionCall, node.userExecutable !== undefined);
}

/**
 * Whether the server works out rights by user. One whose UserAccessLevel and UserExecutable never differ from what holds for
 * everybody may only repeat the latter.
 */
export function computesRights({ nodes }: AccessFacts): boolean {
  return nodes.some(
    ({ accessLevel, userAccessLevel, executable, userExecutable }) =>
      (userAccessLevel !== undefined && accessLevel !== userAccessLevel) ||
      (userExecutable !== undefined && executable !== userExecutable),
  );
}

/** Whether enough was seen to say that there is nothing more: the whole tree, or every node that the inventory calls critical. */
export function sawEnough(access: AccessFacts, criticalNodes: readonly string[]): boolean {
  return access.exhausted || (criticalNodes.length > 0 && access.criticalMissing.length === 0);
}

/** Points at the attribute that decided for each node. */
export function rightsEvidence(nodes: readonly Placed[], attribute: "userAccessLevel" | "userExecutable"): Pointer[] {
  return nodes.slice(0, mostEvidence).map(({ index, node }) => {
    const decided = node.userPermissions === undefined && node[attribute] !== undefined ? attribute : "userPermissions";
    return seen(opcuaAccess, "nodes", index, decided);
  });
}

export function namesOf(nodes: readonly Placed[]): string {
  const names = nodes.slice(0, 3).map(({ node }) => `${node.name} (${node.nodeId})`);
  const more = nodes.length - names.length;
  return [...names, ...(more > 0 ? [`+${more}`] : [])].join(", ");
}

function combine(mode: string, node: AccessNode, byLevel: boolean | undefined, permission: number, own: boolean): Right {
  if (byLevel === false || !meetsRestrictions(mode, node.accessRestrictions ?? 0)) return "denied";
  if (node.userPermissions !== undefined) return (node.userPermissions & permission) !== 0 ? "granted" : "denied";
  return byLevel === true && own ? "granted" : "unknown";
}

function meetsRestrictions(mode: string, restrictions: number): boolean {
  if ((restrictions & encryptionRequired) !== 0) return mode === "SignAndEncrypt";
  return (restrictions & signingRequired) === 0 || mode !== "None";
}

function placed(nodes: readonly AccessNode[]): Placed[] {
  return nodes.map((node, index) => ({ node, index }));
}
