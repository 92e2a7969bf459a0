import { message } from "../../../model/messages/index.ts";
import type { Attempt, ChannelFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaChannel } from "../../../model/protocols/opcua/probes.ts";
import { type CheckResult, defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, notApplicable, opcUaPart, pass, seen, unknown } from "../results.ts";
import { endingOf, refusesCertificate } from "./stranger.ts";

export const trustsAnyClient = defineEndpointCheck({
  id: "opcua.trusts-any-client",
  protocol: "opcua",
  severity: "high",
  effort: 1,
  needs: [opcuaChannel],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器拒绝未受信任的客户端证书。",
      en: "The OPC UA server refuses client certificates that nobody trusted.",
    },
    rationale: {
      "zh-CN": "自动接受任何证书的服务器只有加密而无认证，任何人都能建立“安全”通道。",
      en: "A server that accepts every certificate encrypts and authenticates nobody: anybody opens a secure channel to it.",
    },
    remediation: {
      "zh-CN": "关闭自动接受证书，清理信任列表，只保留已知客户端或其签发机构；同时清除采集器留下的证书（如不需要）。",
      en: "Switch off automatic acceptance, clear the trust list down to known clients or their authority, and purge the collector's certificate unless it is wanted.",
    },
  },
  references: [iec62443("SR 1.2"), iec62443("SR 1.8"), opcUaPart("Part 4, 6.1.3"), cwe(295)],
  evaluate: ({ "opcua.channel": channel }) => {
    if (channel.attempt === undefined) return notApplicable(message("opcua.no-secured-offer"));
    if (channel.stranger !== undefined) return judgeStranger(channel, channel.stranger, "stranger");
    if (channel.attempt.trusted)
      return unknown(message("opcua.own-certificate-trusted"), { evidence: [seen(opcuaChannel, "attempt", "trusted")] });
    return judgeStranger(channel, channel.attempt, "attempt");
  },
});

function judgeStranger(channel: ChannelFacts, attempt: Attempt, name: "stranger" | "attempt"): CheckResult {
  const evidence = [seen(opcuaChannel, name, "reached")];
  if (attempt.reached === "session" || attempt.reached === "activated") return fail(message("opcua.stranger-accepted"), evidence);
  if (refusesCertificate(attempt)) {
    return pass(message("opcua.stranger-refused", { status: endingOf(attempt) }), {
      evidence: [seen(opcuaChannel, name, "statusCode")],
    });
  }
  const worksForTrusted = [channel.attempt, channel.afterStranger].every((own) => own?.trusted && own.reached === "session");
  if (attempt.dropped && name === "stranger" && worksForTrusted) {
    return pass(message("opcua.stranger-dropped"), {
      evidence: [seen(opcuaChannel, "stranger", "dropped"), seen(opcuaChannel, "afterStranger", "reached")],
    });
  }
  return unknown(message("opcua.attempt-inconclusive", { mode: attempt.securityMode, ending: endingOf(attempt) }), { evidence });
}
