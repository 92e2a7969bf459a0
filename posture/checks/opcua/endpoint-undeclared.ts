import { message } from "../../../model/messages/index.ts";
import type { DiscoveryFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck, type EndpointContext, type Pointer } from "../define.ts";
import { fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { portAndPath } from "./declared-address.ts";
import { distinct, tcpEndpoints } from "./endpoint-list.ts";
import { serversByApplicationUri } from "./peers.ts";

export const endpointUndeclared = defineEndpointCheck({
  id: "opcua.endpoint-undeclared",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器公布的端点与服务器都在资产清单中。",
      en: "Every endpoint and server that the OPC UA server makes known is in the inventory.",
    },
    rationale: {
      "zh-CN": "清单之外的端点无人评估、无人防护，常是遗留的维护入口。",
      en: "What the inventory does not list nobody assesses or protects; often it is a forgotten way in for maintenance.",
    },
    remediation: {
      "zh-CN": "核实该端点：需要则登记到资产清单（另有名称或端口转换时写入 aliases），否则停用。",
      en: "Look at the endpoint: list it in the inventory if it is needed (under aliases where it has another name or a mapped port), or shut it.",
    },
  },
  references: [iec62443("SR 7.8"), opcUaPart("Part 4, 5.5.2")],
  evaluate: ({ "opcua.discovery": discovery }, context) => {
    const strange = [...ownEndpoints(discovery, context), ...otherServers(discovery, context)];
    if (strange.length > 0) {
      const urls = distinct(strange.map(({ url }) => url));
      return fail(
        message("opcua.endpoint-undeclared", { urls }),
        strange.map(({ at }) => at),
      );
    }
    if (discovery.findServersStatus !== undefined) {
      return unknown(message("opcua.find-servers-refused", { status: discovery.findServersStatus }), {
        evidence: [seen(opcuaDiscovery, "findServersStatus")],
      });
    }
    const evidence = [seen(opcuaDiscovery, "endpoints"), seen(opcuaDiscovery, "servers")];
    return pass(message("opcua.endpoints-declared", { count: discovery.endpoints.length }), { evidence });
  },
});

interface Strange {
  readonly url: string;
  readonly at: Pointer;
}
type Context = Pick<EndpointContext, "asset" | "inventory" | "peersNamed">;

/** Endpoints of this server at a port and path that its asset does not declare; the host may have many names. */
function ownEndpoints(discovery: DiscoveryFacts, { asset }: Context): Strange[] {
  const declared = declaredAt([asset]);
  return tcpEndpoints(discovery).flatMap(({ endpoint, index }) =>
    declared.has(portAndPath(endpoint.endpointUrl)) || discovery.application.applicationUri !== endpoint.applicationUri
      ? []
      : [{ url: endpoint.endpointUrl, at: seen(opcuaDiscovery, "endpoints", index, "endpointUrl") }],
  );
}

/** Other servers that this one makes known: listed where an asset was seen under their name or declares their port and path. */
function otherServers(discovery: DiscoveryFacts, { inventory, peersNamed }: Context): Strange[] {
  const declared = declaredAnywhere(inventory.assets);
  return discovery.servers.flatMap(({ applicationUri, discoveryUrls }, index) => {
    if (applicationUri === discovery.application.applicationUri) return [];
    if (peersNamed(serversByApplicationUri, applicationUri).length > 0) return [];
    const url = discoveryUrls.find((one) => one.startsWith("opc.tcp:"));
    if (url === undefined || declared.has(portAndPath(url))) return [];
    return [{ url, at: seen(opcuaDiscovery, "servers", index, "applicationUri") }];
  });
}

type Assets = Context["inventory"]["assets"];

/** An inventory is never changed in place, so what it declares is gathered once for all its servers. */
const declaredIn = new WeakMap<Assets, ReadonlySet<string | undefined>>();

function declaredAnywhere(assets: Assets): ReadonlySet<string | undefined> {
  const declared = declaredIn.get(assets) ?? declaredAt(assets);
  declaredIn.set(assets, declared);
  return declared;
}

function declaredAt(assets: Assets): ReadonlySet<string | undefined> {
  const endpoints = assets.flatMap((asset) => asset.endpoints);
  return new Set(
    endpoints.flatMap((one) => (one.protocol === "opcua" ? [one.url, ...one.aliases].map(portAndPath) : [])).filter(Boolean),
  );
}
