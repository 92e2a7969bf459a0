import { message } from "../../../model/messages/index.ts";
import { modbusHealth, modbusTls } from "../../../model/protocols/modbus/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, modbusSecurity, notApplicable, pass, seen, unknown } from "../results.ts";
import { newestOf, unknownWithout, usesTls } from "./support.ts";

/**
 * Only an answered read proves that nobody asks for a certificate: with TLS 1.3 the handshake ends before the server refuses. A
 * refusal or a closed socket is a pass only where the collector's own certificate is served meanwhile; else the endpoint may be
 * refusing everybody.
 */
export const tlsNoClientAuth = defineEndpointCheck({
  id: "modbus.tls-no-client-auth",
  severity: "high",
  effort: 2,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusTls, modbusHealth],
  text: {
    title: {
      "zh-CN": "Modbus 的 TLS 端点要求客户端证书。",
      en: "The TLS endpoint requires a client certificate.",
    },
    rationale: {
      "zh-CN": "不验证客户端的 TLS 只防窃听，不防接入：任何人都能建立加密连接并读写设备。",
      en: "TLS that does not verify clients stops listening but not access: anybody can connect, encrypted, and read and write the device.",
    },
    remediation: {
      "zh-CN": "在设备中启用双向 TLS，只信任本企业签发的客户端证书，并按角色限制功能码。",
      en: "Switch on mutual TLS in the device, trust client certificates of your own authority alone, and limit functions by role.",
    },
  },
  references: [iec62443("SR 1.2"), iec62443("SR 2.1"), modbusSecurity("8"), cwe(306)],
  evaluate: ({ "modbus.tls": facts, "modbus.health": health }, context) => {
    if (!usesTls(context.endpoint)) return notApplicable(message("modbus.no-tls-endpoint"));
    if (facts === undefined) return unknownWithout(modbusTls, context);
    const { withoutClientCertificate } = facts;
    const evidence = [seen(modbusTls, "withoutClientCertificate")];
    if (withoutClientCertificate === "answered") return fail(message("modbus.tls-stranger-answered"), evidence);
    const servesUs = health !== undefined && newestOf(context, modbusHealth.id)?.outcome === "answered";
    const refused = withoutClientCertificate === "refused" || withoutClientCertificate === "closed";
    if (refused && servesUs) return pass(message("modbus.tls-stranger-refused"), { evidence });
    return unknown(message("modbus.tls-not-told", { what: refused ? modbusHealth.id : "withoutClientCertificate" }));
  },
});
