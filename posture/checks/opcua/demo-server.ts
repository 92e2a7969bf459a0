import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { withoutSession } from "./no-session.ts";

/** What sample servers call themselves, in product names, product URIs and application URIs. */
const samples: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/NodeOPCUA-Server/i, "node-opcua sample server"],
  [/open62541/i, "open62541 sample server"],
  [/FreeOpcUa/i, "FreeOpcUa / asyncua sample server"],
  [/OPCFoundation.*(Sample|Reference)Server|Quickstarts?[:/].*Server/i, "OPC Foundation sample server"],
  [/UaDemoServer|UaCppDemoServer|UA ?Demo ?Server/i, "Unified Automation demo server"],
  [/prosys.*SimulationServer/i, "Prosys simulation server"],
  [/eclipse:milo:(examples?|server)/i, "Eclipse Milo example server"],
  [/iot-edge-opc-plc|OpcPlc/i, "OPC PLC simulation server"],
];

export const demoServer = defineEndpointCheck({
  id: "opcua.demo-server",
  protocol: "opcua",
  severity: "medium",
  effort: 1,
  needs: [opcuaDiscovery],
  mayUse: [opcuaSession],
  text: {
    title: {
      "zh-CN": "生产网络中没有厂商的示例 OPC UA 服务器。",
      en: "The OPC UA server is no vendor's sample server.",
    },
    rationale: {
      "zh-CN": "示例服务器的账户、权限与证书人人皆知，且无人维护。",
      en: "The accounts, rights and certificates of sample servers are known to everybody, and nobody maintains them.",
    },
    remediation: {
      "zh-CN": "停用示例服务器；若产品由示例代码构建，请改用自己的产品标识与安全配置。",
      en: "Shut the sample server down; a product built from sample code needs its own identity and security settings.",
    },
  },
  references: [iec62443("SR 7.7"), opcUaPart("Part 4, 7.2"), cwe(1188)],
  evaluate: ({ "opcua.discovery": { application }, "opcua.session": session }, { endpoint }) => {
    const build = session?.buildInfo;
    const claims = [
      { text: application.productUri, at: seen(opcuaDiscovery, "application", "productUri") },
      { text: application.applicationUri, at: seen(opcuaDiscovery, "application", "applicationUri") },
      { text: build?.productName ?? "", at: seen(opcuaSession, "buildInfo", "productName") },
      { text: build?.productUri ?? "", at: seen(opcuaSession, "buildInfo", "productUri") },
    ];
    for (const { text, at } of claims) {
      const sample = samples.find(([pattern]) => pattern.test(text));
      if (sample !== undefined) return fail(message("opcua.demo-server", { text, sample: sample[1] }), [at]);
    }
    const unread = session && withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    if (build === undefined) return unknown(message("opcua.not-read", { what: "BuildInfo" }));
    return pass(message("opcua.no-demo-server", { product: build.productName || build.productUri || "-" }), {
      evidence: [seen(opcuaSession, "buildInfo", "productName"), seen(opcuaDiscovery, "application", "productUri")],
    });
  },
});
