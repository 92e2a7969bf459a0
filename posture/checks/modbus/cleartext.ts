import { message } from "../../../model/messages/index.ts";
import { modbusHealth } from "../../../model/protocols/modbus/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, modbusSecurity, pass, seen } from "../results.ts";
import { zoneName } from "../zone-name.ts";
import { pathTo } from "./path.ts";

/** An exception is an answer, too: whoever listens or sits in between reads and changes it. */
export const cleartext = defineEndpointCheck({
  id: "modbus.cleartext",
  severity: "medium",
  effort: 5,
  protocol: "modbus",
  needs: [modbusHealth],
  text: {
    title: {
      "zh-CN": "Modbus 使用 TLS，或只在已申报的安全通道内传输。",
      en: "Modbus runs over TLS, or only inside a declared secure conduit.",
    },
    rationale: {
      "zh-CN": "明文 Modbus/TCP 既不加密也不鉴别，能接入该路径的人可以读取、伪造任何请求和应答。",
      en: "Plain Modbus/TCP neither encrypts nor authenticates: whoever reaches the path can read and forge every request and answer.",
    },
    remediation: {
      "zh-CN":
        "启用 Modbus/TCP Security（端口 802）；设备不支持时，用 VPN 或加密网关保护路径，并在清单中申报该通道（secured: true）。",
      en: "Switch on Modbus/TCP Security (port 802); where the device cannot, protect the path with a tunnel or an encrypting gateway and declare that conduit in the inventory (secured: true).",
    },
  },
  references: [iec62443("SR 3.1"), iec62443("SR 4.1"), modbusSecurity("6"), cwe(319)],
  evaluate: ({ "modbus.health": { encrypted, client } }, context) => {
    if (encrypted) return pass(message("modbus.cleartext-encrypted"), { evidence: [seen(modbusHealth, "encrypted")] });
    const { secured, crossing } = pathTo(context);
    const evidence = [seen(modbusHealth, "encrypted")];
    if (secured !== undefined) return pass(message("modbus.cleartext-in-conduit", { conduit: secured.id }), { evidence });
    if (crossing === undefined) return fail(message("modbus.cleartext-served", { client }), evidence);
    const { asset, inventory } = context;
    const [from, to] = [zoneName(inventory, asset.site, crossing.from), zoneName(inventory, asset.site, crossing.to)];
    return fail(message("modbus.cleartext-across-zones", { client, from, to }), evidence, { severity: "high" });
  },
});
