import { message } from "../../../model/messages/index.ts";
import { opcuaDefaultCredentials } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { endingOf, refusesIdentity } from "./stranger.ts";

export const defaultCredentials = defineEndpointCheck({
  id: "opcua.default-credentials",
  protocol: "opcua",
  severity: "critical",
  effort: 0.5,
  needs: [opcuaDefaultCredentials],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器不接受出厂账户。",
      en: "The OPC UA server does not accept the account that its maker ships.",
    },
    rationale: {
      "zh-CN": "出厂账户与口令印在手册中，任何人都能登录。",
      en: "The maker's account and password stand in the manual, and anybody logs in by them.",
    },
    remediation: {
      "zh-CN": "停用出厂账户或更换其口令，并检查登录记录。",
      en: "Disable the maker's account or change its password, and look through the log-ins.",
    },
  },
  references: [iec62443("SR 1.5"), opcUaPart("Part 4, 5.7.3"), cwe(1392)],
  evaluate: ({ "opcua.default-credentials": { attempt, user } }) => {
    const evidence = [seen(opcuaDefaultCredentials, "attempt", "reached")];
    if (attempt.reached === "activated") return fail(message("opcua.factory-account-accepted", { user }), evidence);
    return refusesIdentity(attempt)
      ? pass(message("opcua.factory-account-refused", { user, status: endingOf(attempt) }), {
          evidence: [seen(opcuaDefaultCredentials, "attempt", "statusCode")],
        })
      : unknown(message("opcua.attempt-inconclusive", { mode: attempt.securityMode, ending: endingOf(attempt) }), { evidence });
  },
});
