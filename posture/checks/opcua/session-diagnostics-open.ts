import { message } from "../../../model/messages/index.ts";
import type { SessionFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { strangersAccess, strangersView, verdictOutside } from "./stranger.ts";

export const sessionDiagnosticsOpen = defineEndpointCheck({
  id: "opcua.session-diagnostics-open",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人读不到其他会话的安全诊断。",
      en: "A stranger without identity reads no security diagnostics of other sessions.",
    },
    rationale: {
      "zh-CN": "SessionSecurityDiagnosticsArray 含有其他用户的名称、认证方式与证书，便于冒用。",
      en: "SessionSecurityDiagnosticsArray holds the names, means of authentication and certificates of other users.",
    },
    remediation: {
      "zh-CN": "只允许管理员角色读取会话安全诊断。",
      en: "Let administrators alone read the security diagnostics of sessions.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 5, 6.3.4"), cwe(200)],
  evaluate: (facts) => {
    const outside = verdictOutside(strangersView(facts));
    if (outside !== undefined) return outside;
    const byAccess = strangersAccess(facts["opcua.access"])?.sessionDiagnosticsReadable;
    const probe = byAccess === undefined ? opcuaSession : opcuaAccess;
    const readable = byAccess ?? strangersDiagnostics(facts["opcua.session"]);
    if (readable === undefined) return unknown(message("opcua.diagnostics-not-seen"));
    const evidence = [seen(probe, "sessionDiagnosticsReadable")];
    return readable
      ? fail(message("opcua.diagnostics-readable"), evidence)
      : pass(message("opcua.diagnostics-closed"), { evidence });
  },
});

/** What the session probe saw, where it looked through a stranger's session. */
function strangersDiagnostics({ session, sessionDiagnosticsReadable }: SessionFacts): boolean | undefined {
  const strangers = session?.identity === "anonymous" && (session.shown === "none" || !session.trusted);
  return strangers ? sessionDiagnosticsReadable : undefined;
}
