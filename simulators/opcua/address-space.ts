import {
  type AddressSpace,
  DataType,
  type ISessionContext,
  makePermissionFlag,
  type OPCUAServer,
  type RolePermissionTypeOptions,
  type StatusCode,
  StatusCodes,
  type UAMethod,
  type UAObject,
  Variant,
  WellKnownRoles,
} from "node-opcua";
import type { Clock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { OpcuaEndpoint } from "../../model/protocols/opcua/endpoint.ts";
import { type ProcessValue, processValue } from "../process-value.ts";
import type { Profile } from "./profile.ts";
import type { ServerSettings } from "./settings.ts";

/** Values by node id, replaceable while the server runs. */
export type ValueTable = Map<string, ProcessValue>;

interface Content {
  readonly deviceId: string;
  readonly profile: Profile;
  readonly settings: ServerSettings;
  readonly endpoints: readonly OpcuaEndpoint[];
  readonly seed: number;
  readonly clock: Clock;
}

/** Adds what the plant has to a server's address space: values, setpoints and methods with the rights on them. */
export function fillAddressSpace(server: OPCUAServer, content: Content): ValueTable {
  const space = addressSpaceOf(server);
  const namespace = space.getOwnNamespace();
  const { profile, settings } = content;
  const rolePermissions = permissions(settings);
  // The library adds writable nodes of its own to this namespace, one set a session; nobody may write those.
  namespace.setDefaultRolePermissions(readOnly(rolePermissions));
  const plant = namespace.addObject({ browseName: profile.object, organizedBy: space.rootFolder.objects, rolePermissions });
  const values: ValueTable = new Map();
  for (const { nodeId, name, unit } of variables(content)) {
    values.set(nodeId, processValue(content.seed, `${content.deviceId} ${name}`, unit));
    namespace.addVariable({
      componentOf: plant,
      browseName: name,
      nodeId,
      dataType: "Double",
      accessLevel: "CurrentRead",
      minimumSamplingInterval: 500,
      rolePermissions,
      value: { get: () => new Variant({ dataType: DataType.Double, value: values.get(nodeId)?.(content.clock.now()) ?? 0 }) },
    });
  }
  for (const { name, value } of profile.setpoints) {
    namespace.addVariable({
      componentOf: plant,
      browseName: name,
      nodeId: `s=${profile.object}.${name}`,
      dataType: "Double",
      accessLevel: "CurrentRead | CurrentWrite",
      rolePermissions,
      value: { dataType: DataType.Double, value },
    });
  }
  for (const name of profile.methods) addMethod(plant, profile.object, name, rolePermissions);
  return values;
}

/** The signals that the inventory declares, then the profile's own values, each once. */
function variables({ profile, endpoints }: Content): readonly { nodeId: string; name: string; unit: string | undefined }[] {
  const declared = endpoints.flatMap(({ signals, criticalNodes }) => [
    ...signals.map(({ nodeId, unit }) => ({ nodeId, unit })),
    ...criticalNodes.map((nodeId) => ({ nodeId, unit: undefined })),
  ]);
  const own = profile.values.map(({ name, unit }) => ({ nodeId: `ns=1;s=${profile.object}.${name}`, unit }));
  const setpoints = new Set(profile.setpoints.map(({ name }) => `ns=1;s=${profile.object}.${name}`));
  const byNode = new Map<string, { nodeId: string; name: string; unit: string | undefined }>();
  for (const { nodeId, unit } of [...declared, ...own]) {
    if (!nodeId.startsWith("ns=1;"))
      throw new Problem("foreign-node", "A simulated server has only nodes of namespace 1.", { target: nodeId });
    if (byNode.has(nodeId) || setpoints.has(nodeId)) continue;
    byNode.set(nodeId, { nodeId, unit, name: nodeId.slice(nodeId.indexOf("=", 5) + 1) });
  }
  return [...byNode.values()];
}

function addMethod(plant: UAObject, object: string, name: string, rolePermissions: RolePermissionTypeOptions[]): void {
  const method = plant.namespace.addMethod(plant, {
    browseName: name,
    nodeId: `s=${object}.${name}`,
    inputArguments: [],
    outputArguments: [],
    rolePermissions,
  });
  answerWith(method, StatusCodes.Good);
}

/** RolePermissions (OPC 10000-3, 8.55): users read, operators set and call, and strangers do what the weaknesses let them. */
function permissions({ anonymous }: ServerSettings): RolePermissionTypeOptions[] {
  const stranger = [
    "Browse",
    "ReadRolePermissions",
    ...(anonymous?.read ? ["Read"] : []),
    ...(anonymous?.write ? ["Write"] : []),
    ...(anonymous?.call ? ["Call"] : []),
  ];
  const grant = (roleId: WellKnownRoles, flags: string): RolePermissionTypeOptions => ({
    roleId: `i=${roleId}`,
    permissions: makePermissionFlag(flags),
  });
  return [
    ...(anonymous === undefined ? [] : [grant(WellKnownRoles.Anonymous, stranger.join(" | "))]),
    grant(WellKnownRoles.Observer, "Browse | ReadRolePermissions | Read"),
    grant(WellKnownRoles.Operator, "Browse | ReadRolePermissions | Read | Write | Call"),
  ];
}

function readOnly(permissions: readonly RolePermissionTypeOptions[]): RolePermissionTypeOptions[] {
  const writeAndCall = makePermissionFlag("Write | Call");
  return permissions.map(({ roleId, permissions: flags }) => ({
    ...(roleId === undefined ? {} : { roleId }),
    permissions: (flags ?? 0) & ~writeAndCall,
  }));
}

export function addressSpaceOf(server: OPCUAServer): AddressSpace {
  const space = server.engine.addressSpace;
  if (space === null || space === undefined) throw new Problem("not-started", "The server has no address space yet.");
  return space;
}

/** Lets a method answer every call with the same status; nothing behind it moves. */
export function answerWith(method: UAMethod, statusCode: StatusCode): void {
  // The library counts the parameters: a function of fewer than two is taken for one with a callback.
  method.bindMethod(async (_inputs: Variant[], _context: ISessionContext) => ({ statusCode, outputArguments: [] }));
}
