import {
  AccessRestrictionsFlag,
  type AddressSpace,
  type BaseNode,
  BrowseDirection,
  DataType,
  makePermissionFlag,
  type OPCUAServer,
  StatusCodes,
  type UAMethod,
  VariantArrayType,
  WellKnownRoles,
} from "node-opcua";
import { addressSpaceOf, answerWith } from "./address-space.ts";
import type { ServerSettings } from "./settings.ts";

const serverCapabilities = "i=2268";
const serverProfileArray = "i=2269";
const maxSessions = "i=24095";
const sessionSecurityDiagnosticsArray = "i=3708";
/** ServerConfiguration and what stands below it, RoleSet, and RequestServerStateChange (OPC 10000-5 and -12). */
const configurationNodes = { objects: ["i=12637", "i=15606"], methods: ["i=12886"] };

/** What the server says of its own profiles (OPC 10000-7), by their URIs. */
export function profileUris({ roles }: ServerSettings): string[] {
  const names = ["Server/StandardUA2017", "Server/DataAccess", "Server/Methods", "Transport/uatcp-uasc-uabinary"];
  return [...names, ...(roles ? ["Server/UserRoleBase"] : [])].map((name) => `http://opcfoundation.org/UA-Profile/${name}`);
}

/** Whether a weakness lies in nodes that only the whole address space of the standard has. */
export function needsStandardNodes(settings: ServerSettings): boolean {
  return settings.configurationOpen || settings.sessionDiagnosticsOpen;
}

/** Completes the nodes of the standard, and opens those that a weakness leaves open. */
export function prepareStandardNodes(server: OPCUAServer, settings: ServerSettings): void {
  const space = addressSpaceOf(server);
  addCapabilities(space, settings);
  if (settings.sessionDiagnosticsOpen) open(space, sessionSecurityDiagnosticsArray, "Browse | Read");
  else space.findNode(sessionSecurityDiagnosticsArray)?.setRolePermissions(forAdministrators);
  if (!settings.configurationOpen) return;
  for (const id of configurationNodes.methods) open(space, id, "Browse | Call");
  for (const id of configurationNodes.objects) openBelow(space, id, new Set());
}

const forAdministrators = [
  { roleId: `i=${WellKnownRoles.SecurityAdmin}`, permissions: makePermissionFlag("Browse | Read | ReadRolePermissions") },
];

/** The smallest address space of the library leaves out two capabilities (OPC 10000-5, 6.3.2) that a monitor asks for. */
function addCapabilities(space: AddressSpace, settings: ServerSettings): void {
  const parent = space.findNode(serverCapabilities);
  if (parent === null || space.findNode(maxSessions) !== null) return;
  const standard = space.getNamespace(0);
  standard.addVariable({
    propertyOf: parent,
    browseName: "MaxSessions",
    nodeId: maxSessions,
    dataType: "UInt32",
    accessLevel: "CurrentRead",
    value: { dataType: DataType.UInt32, value: settings.maxSessions },
  });
  standard.addVariable({
    propertyOf: parent,
    browseName: "ServerProfileArray",
    nodeId: serverProfileArray,
    dataType: "String",
    valueRank: 1,
    accessLevel: "CurrentRead",
    value: { dataType: DataType.String, arrayType: VariantArrayType.Array, value: profileUris(settings) },
  });
}

function openBelow(space: AddressSpace, nodeId: string, seen: Set<string>): void {
  if (seen.has(nodeId)) return;
  seen.add(nodeId);
  open(space, nodeId, "Browse | Read | Call");
  for (const reference of space.findNode(nodeId)?.findReferencesExAsObject("HierarchicalReferences", BrowseDirection.Forward) ??
    []) {
    openBelow(space, reference.nodeId.toString(), seen);
  }
}

function open(space: AddressSpace, nodeId: string, flags: string): void {
  const node = space.findNode(nodeId);
  if (node === null) return;
  node.setRolePermissions([
    { roleId: `i=${WellKnownRoles.Anonymous}`, permissions: makePermissionFlag(`${flags} | ReadRolePermissions`) },
  ]);
  node.setAccessRestrictions(AccessRestrictionsFlag.None);
  // Executable for anyone by its permissions, which is the fault; the work behind it is never done.
  if (isMethod(node)) answerWith(node, StatusCodes.BadInvalidState);
}

function isMethod(node: BaseNode): node is UAMethod {
  return "bindMethod" in node;
}
