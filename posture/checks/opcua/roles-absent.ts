import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { tcpEndpoints } from "./endpoint-list.ts";
import { withoutSession } from "./no-session.ts";

/** Profiles of OPC 10000-7 that say a server knows roles, such as UserRoleBase and UserRoleManagement. */
const rolePattern = /\/Server\/UserRole/;

export const rolesAbsent = defineEndpointCheck({
  id: "opcua.roles-absent",
  protocol: "opcua",
  severity: "low",
  effort: 3,
  needs: [opcuaDiscovery],
  mayUse: [opcuaSession],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器能够区分用户或角色。",
      en: "The OPC UA server can tell users or roles apart.",
    },
    rationale: {
      "zh-CN": "既无用户令牌又无角色的服务器，对所有人一视同仁，无法实施最小权限。",
      en: "A server with neither users nor roles treats everybody alike, and least privilege cannot be had.",
    },
    remediation: {
      "zh-CN": "启用用户令牌与角色；服务器不支持时，升级或在其前方设置有身份认证的网关。",
      en: "Enable user tokens and roles; where the server has none, update it or put a gateway that authenticates in front.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3"), cwe(862)],
  evaluate: ({ "opcua.discovery": discovery, "opcua.session": session }, { endpoint }) => {
    const endpoints = tcpEndpoints(discovery);
    if (endpoints.length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const named = endpoints.find((offer) => offer.endpoint.userTokens.some((token) => token.type !== "Anonymous"));
    if (named !== undefined) {
      return pass(message("opcua.users-known"), { evidence: [seen(opcuaDiscovery, "endpoints", named.index, "userTokens")] });
    }
    const unread = session && withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    const profiles = session?.profiles;
    if (profiles === undefined) return unknown(message("opcua.not-read", { what: "ServerProfileArray" }));
    const evidence = [seen(opcuaSession, "profiles")];
    return profiles.some((profile) => rolePattern.test(profile))
      ? pass(message("opcua.roles-known"), { evidence })
      : fail(message("opcua.roles-absent"), [...evidence, seen(opcuaDiscovery, "endpoints")]);
  },
});
