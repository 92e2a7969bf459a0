import type { EndpointView } from "../../../../api/contract/assets.ts";
import { day, type Instant } from "../../../../model/instant.ts";
import { modbusHealth, modbusIdentify } from "../../../../model/protocols/modbus/probes.ts";
import type { AccessFacts, DiscoveryFacts, SessionFacts } from "../../../../model/protocols/opcua/facts.ts";
import { opcuaAccess, opcuaDiscovery, opcuaSession } from "../../../../model/protocols/opcua/probes.ts";
import { subscriptionMethods } from "../../../../model/protocols/opcua/server-methods.ts";
import type { Translate } from "../../words/messages.ts";
import { factsOf, newestFirst } from "./facts-of.ts";
import { isDeprecatedPolicy, policyName } from "./policies.ts";

/** A sentence about what a device does for anybody, without a judgement. */
export type Offer = (t: Translate) => string;

/** What an endpoint offers to a stranger, as its facts tell. Says nothing of what was not seen. */
export function offersOf(endpoint: EndpointView, now: Instant): readonly Offer[] {
  const offers =
    endpoint.protocol === "opcua" ? opcuaOffers(endpoint, now) : endpoint.protocol === "modbus" ? modbusOffers(endpoint) : [];
  return [...silence(endpoint), ...offers];
}

function silence({ observations }: EndpointView): readonly Offer[] {
  const [newest] = [...observations].sort(newestFirst);
  if (newest === undefined || newest.outcome === "answered") return [];
  const reason = newest.reason?.detail ?? newest.reason?.code ?? newest.outcome;
  return [(t) => t("offer.silent", { reason })];
}

function opcuaOffers(endpoint: EndpointView, now: Instant): readonly Offer[] {
  const discovery = factsOf(endpoint, opcuaDiscovery);
  const session = factsOf(endpoint, opcuaSession);
  const access = factsOf(endpoint, opcuaAccess);
  return [
    ...(discovery === undefined ? [] : [...endpointOffers(discovery), ...certificateOffers(discovery, now)]),
    ...(session === undefined ? [] : sessionOffers(session)),
    ...(access === undefined ? [] : accessOffers(access)),
  ];
}

function endpointOffers({ endpoints }: DiscoveryFacts): readonly Offer[] {
  const all = endpoints.length;
  if (all === 0) return [];
  const insecure = endpoints.filter(({ securityMode }) => securityMode === "None").length;
  const deprecated = [...new Set(endpoints.map(({ securityPolicyUri }) => securityPolicyUri))].filter(isDeprecatedPolicy);
  const plain: Offer =
    insecure === 0
      ? (t) => t("offer.opcua-all-secure", { all })
      : insecure === all
        ? (t) => t("offer.opcua-only-plain", { all })
        : (t) => t("offer.opcua-plain", { insecure, all });
  const policies = deprecated.map(policyName).join(", ");
  return deprecated.length === 0 ? [plain] : [plain, (t) => t("offer.opcua-deprecated", { policies })];
}

function certificateOffers({ certificates }: DiscoveryFacts, now: Instant): readonly Offer[] {
  return certificates
    .filter(({ isAuthority }) => !isAuthority)
    .map(({ notAfter }) => {
      const days = Math.floor((Date.parse(notAfter) - now) / day);
      return (t) => (days < 0 ? t("offer.certificate-expired", { days: -days }) : t("offer.certificate-left", { days }));
    });
}

function sessionOffers({ overNone }: SessionFacts): readonly Offer[] {
  if (overNone === undefined) return [];
  if (overNone.reached === "activated") return [(t) => t("offer.opcua-stranger-in")];
  if (overNone.reached === "session") return [(t) => t("offer.opcua-stranger-channel")];
  return overNone.statusCode === undefined ? [] : [(t) => t("offer.opcua-stranger-out")];
}

/** Bits of AccessLevel (OPC 10000-3, 8.57) and of PermissionType (8.55). */
const readBit = 1;
const writeBit = 2;
const permission = { read: 0x20, write: 0x40, call: 0x1000 };
type AccessNode = AccessFacts["nodes"][number];

/** Rights that a session without identity has; a trusted certificate makes it no stranger's. */
function accessOffers({ session, nodes }: AccessFacts): readonly Offer[] {
  if (session.identity !== "anonymous" || session.trusted) return [];
  // What serves a client's own subscriptions, anybody may call.
  const { readable, writable, callable } = countRights(nodes.filter(({ nodeId }) => !Object.hasOwn(subscriptionMethods, nodeId)));
  return [
    ...(writable > 0 ? [(t: Translate) => t("offer.opcua-write", { count: writable })] : []),
    ...(callable > 0 ? [(t: Translate) => t("offer.opcua-call", { count: callable })] : []),
    ...(readable > 0 ? [(t: Translate) => t("offer.opcua-read", { count: readable })] : []),
  ];
}

/** How many nodes the session may read, write and call, as the server told it. */
export function countRights(nodes: AccessFacts["nodes"]) {
  const count = (may: (node: AccessNode) => boolean) => nodes.filter(may).length;
  return { readable: count(mayRead), writable: count(mayWrite), callable: count(mayCall) };
}

export function mayRead(node: AccessNode): boolean {
  return ((node.userAccessLevel ?? 0) & readBit) !== 0 && permits(node, permission.read);
}

export function mayWrite(node: AccessNode): boolean {
  return ((node.userAccessLevel ?? 0) & writeBit) !== 0 && permits(node, permission.write);
}

export function mayCall(node: AccessNode): boolean {
  return node.userExecutable === true && permits(node, permission.call);
}

/** Where a server tells UserRolePermissions, they hold beside the levels. */
function permits({ userPermissions }: AccessNode, bit: number): boolean {
  return userPermissions === undefined || (userPermissions & bit) !== 0;
}

function modbusOffers(endpoint: EndpointView): readonly Offer[] {
  const health = factsOf(endpoint, modbusHealth);
  const identity = factsOf(endpoint, modbusIdentify);
  const told =
    [...new Set(Object.values(identity?.objects ?? {}))].filter((value) => value !== "").join(" · ") || identity?.serverId?.text;
  return [
    ...(health === undefined
      ? []
      : [
          (t: Translate) => (health.served ? t("offer.modbus-served", { client: health.client }) : t("offer.modbus-refused")),
          (t: Translate) => t(health.encrypted ? "offer.modbus-encrypted" : "offer.modbus-cleartext"),
        ]),
    ...(told === undefined ? [] : [(t: Translate) => t("offer.modbus-identity", { identity: told })]),
  ];
}
