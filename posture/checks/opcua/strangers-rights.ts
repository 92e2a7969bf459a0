import type { Message } from "../../../model/messages/define.ts";
import { message } from "../../../model/messages/index.ts";
import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import type { AccessFacts, AccessNode } from "../../../model/protocols/opcua/facts.ts";
import { opcuaAccess } from "../../../model/protocols/opcua/probes.ts";
import type { CheckResult, EndpointContext } from "../define.ts";
import { fail, pass, seen, unknown } from "../results.ts";
import { computesRights, namesOf, type Placed, type Right, rightsEvidence, sawEnough } from "./rights.ts";
import { rightsNotSeen, type StrangersFacts, strangersAccess, strangersView, verdictOutside } from "./stranger.ts";

/** One thing that a stranger must not be able to do to some nodes. */
export interface StrangersRight {
  /** The nodes that it is about. */
  nodes(access: AccessFacts): readonly Placed[];
  may(access: AccessFacts, node: AccessNode): Right;
  /** The attribute that tells, beside UserRolePermissions. */
  readonly attribute: "userAccessLevel" | "userExecutable";
  /** Whether the nodes are found by browsing, so that a tree cut short may hold more of them. */
  readonly browsed: boolean;
  readonly granted: (values: { count: number; names: string }) => Message;
  /** The same where the server may only repeat what holds for everybody. */
  readonly grantedAsDeclared: (values: { count: number; names: string }) => Message;
  readonly denied: (values: { count: number }) => Message;
}

/** Judges a right by what somebody without identity was seen to have. */
export function judgeStrangersRight(
  right: StrangersRight,
  facts: StrangersFacts & { readonly "opcua.access"?: AccessFacts | undefined },
  context: EndpointContext<OpcuaEndpoint>,
): CheckResult {
  const outside = verdictOutside(strangersView(facts));
  if (outside !== undefined) return outside;
  const access = strangersAccess(facts["opcua.access"]);
  if (access === undefined) return rightsNotSeen(context);
  const nodes = right.nodes(access);
  const granted = nodes.filter(({ node }) => right.may(access, node) === "granted");
  if (granted.length > 0) return failBy(right, access, granted);
  const unclear = nodes.filter(({ node }) => right.may(access, node) === "unknown");
  if (unclear.length > 0) return unknown(message("opcua.rights-unreadable", { names: namesOf(unclear) }));
  if (right.browsed && !sawEnough(access, context.endpoint.criticalNodes)) {
    return unknown(message("opcua.tree-not-exhausted"), { evidence: [seen(opcuaAccess, "exhausted")] });
  }
  return pass(right.denied({ count: nodes.length }), { evidence: [seen(opcuaAccess, "nodes")] });
}

function failBy(right: StrangersRight, access: AccessFacts, granted: readonly Placed[]): CheckResult {
  const values = { count: granted.length, names: namesOf(granted) };
  const evidence = rightsEvidence(granted, right.attribute);
  const proven = computesRights(access) || granted.some(({ node }) => node.userPermissions !== undefined);
  return proven ? fail(right.granted(values), evidence) : fail(right.grantedAsDeclared(values), evidence, { severity: "high" });
}
