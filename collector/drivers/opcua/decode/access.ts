import { AttributeIds, type DataValue } from "node-opcua";
import type { AccessNode } from "../../../../model/protocols/opcua/facts.ts";
import { goodValue, numberOf, withoutAbsent } from "./server.ts";

/** The attributes that say what a session may do with a node (OPC 10000-3, 5.2 to 5.7), in the order in which they are read. */
export const attributesOf = {
  Variable: [
    AttributeIds.AccessLevel,
    AttributeIds.UserAccessLevel,
    AttributeIds.UserRolePermissions,
    AttributeIds.AccessRestrictions,
  ],
  Method: [
    AttributeIds.Executable,
    AttributeIds.UserExecutable,
    AttributeIds.UserRolePermissions,
    AttributeIds.AccessRestrictions,
  ],
} as const satisfies Record<AccessNode["nodeClass"], readonly AttributeIds[]>;

/** The rights on a node from its attributes, else its namespace's; undefined where the server knows no such node. */
export function decodeRights(
  target: Pick<AccessNode, "nodeId" | "name" | "nodeClass">,
  [level, userLevel, permissions, restrictions]: readonly DataValue[],
  defaults: Pick<AccessNode, "userPermissions" | "accessRestrictions"> = {},
): AccessNode | undefined {
  if (level?.statusCode.name === "BadNodeIdUnknown" || level?.statusCode.name === "BadNodeIdInvalid") return undefined;
  const shared = {
    userPermissions: permissionsOf(goodValue(permissions)) ?? defaults.userPermissions,
    accessRestrictions: numberOf(goodValue(restrictions)) ?? defaults.accessRestrictions,
  };
  const rights =
    target.nodeClass === "Variable"
      ? { accessLevel: numberOf(goodValue(level)), userAccessLevel: numberOf(goodValue(userLevel)) }
      : { executable: booleanOf(goodValue(level)), userExecutable: booleanOf(goodValue(userLevel)) };
  const { nodeId, name, nodeClass } = target;
  return { nodeId, name, nodeClass, ...withoutAbsent<Partial<AccessNode>>({ ...rights, ...shared }) };
}

/** Adds to every node whose value was tried whether it could be read. */
export function withValues(nodes: readonly AccessNode[], readable: ReadonlyMap<string, boolean>): AccessNode[] {
  return nodes.map((node) => {
    const valueRead = readable.get(node.nodeId);
    return valueRead === undefined ? node : { ...node, valueRead };
  });
}

/** The permissions of all the session's roles, or-ed; an empty list is how servers say that the node has none of its own. */
export function permissionsOf(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.reduce<number>((bits, role) => bits | (numberOf(role?.permissions) ?? 0), 0);
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
