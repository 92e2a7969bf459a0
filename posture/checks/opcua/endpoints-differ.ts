import { message } from "../../../model/messages/index.ts";
import type { EndpointFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { tcpEndpoints } from "./endpoint-list.ts";

export const endpointsDiffer = defineEndpointCheck({
  id: "opcua.endpoints-differ",
  protocol: "opcua",
  severity: "high",
  effort: 2,
  needs: [opcuaDiscovery],
  mayUse: [opcuaChannel, opcuaSession],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器在会话中给出的端点列表与发现服务一致。",
      en: "The OPC UA server lists the same endpoints in a session as in discovery.",
    },
    rationale: {
      "zh-CN": "发现服务不受保护；两份列表不一致，说明可能有人在途中篡改，诱使客户端选用较弱的端点。",
      en: "Discovery is not protected: where the two lists differ, somebody on the path may be luring clients to a weaker endpoint.",
    },
    remediation: {
      "zh-CN": "检查客户端与服务器之间的网络设备和代理；确认服务器固件正确；必要时在客户端固定端点而不使用发现服务。",
      en: "Look for devices and proxies between client and server, check the server's firmware, and pin the endpoint in clients instead of discovering it.",
    },
  },
  references: [iec62443("SR 3.1"), opcUaPart("Part 4, 5.5.1"), cwe(757)],
  evaluate: ({ "opcua.discovery": discovery, "opcua.channel": channel, "opcua.session": session }) => {
    const lists = [
      { probe: opcuaChannel, endpoints: channel?.endpoints, secured: true },
      { probe: opcuaSession, endpoints: session?.endpoints, secured: session?.session?.securityMode !== "None" },
    ];
    const given = lists.find(({ endpoints }) => endpoints !== undefined);
    if (given?.endpoints === undefined) return unknown(message("opcua.no-list-in-session"));
    const discovered = tcpEndpoints(discovery).map(({ endpoint }) => comparable(endpoint));
    const listed = tcpEndpoints({ ...discovery, endpoints: given.endpoints }).map(({ endpoint }) => comparable(endpoint));
    const evidence = [seen(opcuaDiscovery, "endpoints"), seen(given.probe, "endpoints")];
    const hidden = discovered.filter((endpoint) => !listed.includes(endpoint)).length;
    const added = listed.filter((endpoint) => !discovered.includes(endpoint)).length;
    if (hidden + added > 0) return fail(message("opcua.endpoints-differ", { hidden, added }), evidence);
    const notices = given.secured ? [] : [message("opcua.list-unprotected")];
    return pass(message("opcua.endpoints-same", { count: listed.length }), { evidence, notices });
  },
});

/** The fields that a client has to compare (OPC 10000-4, 5.7.2.1). */
function comparable(endpoint: EndpointFacts): string {
  const { endpointUrl, applicationUri, securityMode, securityPolicyUri, transportProfileUri, securityLevel, userTokens } =
    endpoint;
  return JSON.stringify([
    endpointUrl,
    applicationUri,
    securityMode,
    securityPolicyUri,
    transportProfileUri,
    securityLevel,
    userTokens,
  ]);
}
