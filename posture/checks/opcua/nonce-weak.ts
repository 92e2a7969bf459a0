import { message } from "../../../model/messages/index.ts";
import { opcuaChannel } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";

/** OPC 10000-4, 5.7.2.2. */
const leastBytes = 32;

export const nonceWeak = defineEndpointCheck({
  id: "opcua.nonce-weak",
  protocol: "opcua",
  severity: "medium",
  effort: 2,
  needs: [opcuaChannel],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器的随机数至少 32 字节且不重复。",
      en: "The nonces of the OPC UA server have at least 32 bytes and never repeat.",
    },
    rationale: {
      "zh-CN": "过短或重复的随机数使录下的身份证明可以重放。",
      en: "With short or repeated nonces a recorded proof of identity can be played again.",
    },
    remediation: {
      "zh-CN": "升级服务器固件或软件，并向厂商报告该缺陷。",
      en: "Update the server and report the defect to its maker.",
    },
  },
  references: [iec62443("SR 4.3"), opcUaPart("Part 4"), cwe(330)],
  evaluate: ({ "opcua.channel": { attempt, nonces } }) => {
    if (attempt === undefined) return unknown(message("opcua.no-secured-offer"));
    if (nonces === undefined) return unknown(message("opcua.no-nonce-seen"));
    const shortest = Math.min(...nonces.lengths);
    if (nonces.repeated) return fail(message("opcua.nonce-repeated"), [seen(opcuaChannel, "nonces", "repeated")]);
    if (shortest < leastBytes)
      return fail(message("opcua.nonce-short", { bytes: shortest }), [seen(opcuaChannel, "nonces", "lengths")]);
    if (nonces.lengths.length < 2) return unknown(message("opcua.no-nonce-seen"));
    return pass(message("opcua.nonces-strong", { count: nonces.lengths.length }), { evidence: [seen(opcuaChannel, "nonces")] });
  },
});
