import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, iec62443, opcUaPart } from "../results.ts";
import { mayWrite, plantVariables } from "./rights.ts";
import { judgeStrangersRight, type StrangersRight } from "./strangers-rights.ts";

const writing: StrangersRight = {
  nodes: plantVariables,
  may: mayWrite,
  attribute: "userAccessLevel",
  browsed: true,
  granted: (values) => message("opcua.anonymous-writable", values),
  grantedAsDeclared: (values) => message("opcua.anonymous-writable-as-declared", values),
  denied: (values) => message("opcua.nothing-writable", values),
};

export const anonymousWrite = defineEndpointCheck({
  id: "opcua.anonymous-write",
  protocol: "opcua",
  severity: "critical",
  effort: 2,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人不能写入 OPC UA 变量。",
      en: "A stranger without identity may write no OPC UA variable.",
    },
    rationale: {
      "zh-CN": "能匿名写入设定值的人，无需任何口令即可改变生产过程。",
      en: "Whoever may write a setpoint without identity changes the process without any password.",
    },
    remediation: {
      "zh-CN": "按角色设置节点权限，只把写权限授予操作员等具名角色，并停用匿名用户令牌。",
      en: "Set permissions of nodes by role, grant Write to named roles such as operators alone, and disable the anonymous user token.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3, 5.6.2"), opcUaPart("Part 3, 8.55"), cwe(862)],
  evaluate: (facts, context) => judgeStrangersRight(writing, facts, context),
});
