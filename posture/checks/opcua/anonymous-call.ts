import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, iec62443, opcUaPart } from "../results.ts";
import { mayCall, plantMethods } from "./rights.ts";
import { judgeStrangersRight, type StrangersRight } from "./strangers-rights.ts";

const calling: StrangersRight = {
  nodes: plantMethods,
  may: mayCall,
  attribute: "userExecutable",
  browsed: true,
  granted: (values) => message("opcua.anonymous-callable", values),
  grantedAsDeclared: (values) => message("opcua.anonymous-callable-as-declared", values),
  denied: (values) => message("opcua.nothing-callable", values),
};

export const anonymousCall = defineEndpointCheck({
  id: "opcua.anonymous-call",
  protocol: "opcua",
  severity: "critical",
  effort: 2,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人不能调用 OPC UA 方法。",
      en: "A stranger without identity may call no OPC UA method.",
    },
    rationale: {
      "zh-CN": "方法会启动、停止或复位设备；能匿名调用的人可直接操纵生产。",
      en: "Methods start, stop and reset equipment: whoever may call them without identity operates the plant.",
    },
    remediation: {
      "zh-CN": "按角色设置方法的 Call 权限，只授予操作员等具名角色，并停用匿名用户令牌。",
      en: "Set the permission Call of methods by role, grant it to named roles such as operators alone, and disable the anonymous user token.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3, 5.7"), opcUaPart("Part 12, 7.10"), cwe(862)],
  evaluate: (facts, context) => judgeStrangersRight(calling, facts, context),
});
