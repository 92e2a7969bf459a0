import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck, type PeerPlace } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";
import { kinAmong, serversByKey, setOf } from "./peers.ts";

export const certificateShared = defineEndpointCheck({
  id: "opcua.certificate-shared",
  protocol: "opcua",
  severity: "high",
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器的密钥只归这一台资产使用。",
      en: "The key of the OPC UA server belongs to this asset alone.",
    },
    rationale: {
      "zh-CN": "多台设备共用密钥（常见于出厂固件），取得其中一台即可冒充其余各台。",
      en: "Where devices share a key, as those from one firmware image do, who has one of them can impersonate all.",
    },
    remediation: {
      "zh-CN": "为每台设备生成自己的密钥并重新签发证书；冗余或多宿主服务器请在资产清单中以 redundancySet 声明。",
      en: "Generate a key on every device and issue its certificate anew; declare redundant or multi-homed servers by redundancySet in the inventory.",
    },
  },
  references: [iec62443("SR 1.5"), iec62443("SR 1.9"), opcUaPart("Part 6, 6.2.2"), cwe(321)],
  evaluate: ({ "opcua.discovery": discovery }, { asset, endpoint, peersNamed, answering }) => {
    const own = applicationCertificates(discovery);
    if (isResult(own)) return own;
    const { redundancySet } = endpoint;
    const isInSet = (peer: PeerPlace) => redundancySet !== undefined && setOf(peer.endpoint) === redundancySet;
    const isOther = (peer: PeerPlace) => peer.asset.id !== asset.id && !isInSet(peer);
    for (const { certificate, index } of own) {
      const other = peersNamed(serversByKey, certificate.publicKeySha256).find(isOther);
      if (other === undefined) continue;
      const its = other.facts.certificates.findIndex(({ publicKeySha256 }) => publicKeySha256 === certificate.publicKeySha256);
      const values = { subject: subjectName(certificate), asset: other.asset.id };
      return fail(message("opcua.certificate-shared", values), [
        seen(opcuaDiscovery, "certificates", index, "publicKeySha256"),
        { ...seen(opcuaDiscovery, "certificates", its, "publicKeySha256"), observationId: other.observationId },
      ]);
    }
    const servers = answering(opcuaDiscovery);
    const { byAsset, bySet } = kinAmong(servers);
    const inSet = redundancySet === undefined ? [] : (bySet.get(redundancySet) ?? []);
    const kin = (byAsset.get(asset.id)?.length ?? 0) + inSet.filter((peer) => peer.asset.id !== asset.id).length;
    const evidence = own.map(({ index }) => seen(opcuaDiscovery, "certificates", index, "publicKeySha256"));
    return pass(message("opcua.certificate-own", { count: servers.length - kin }), { evidence });
  },
});
