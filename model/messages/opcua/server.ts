import { text } from "../define.ts";

/** Reasons about the server itself: its state, its counters, its identity. */
export const serverMessages = {
  "opcua.not-read": text<{ what: string }>(
    ({ what }) => `未能读到 ${what}，不能判定。`,
    ({ what }) => `${what} could not be read, so nothing can be said.`,
  ),
  "opcua.no-session": text<{ ending: string }>(
    ({ ending }) => `采集器没有得到会话（${ending}），无从读取，不能判定。`,
    ({ ending }) => `The collector got no session to read by (${ending}), so nothing can be said.`,
  ),
  "opcua.no-session-untrusted": text<{ status: string }>(
    ({ status }) =>
      `服务器不信任采集器的证书（${status}），采集器没有会话可读。请在服务器上信任该证书，再在资产清单中填写 trustedAt。`,
    ({ status }) =>
      `The server does not trust the collector's certificate (${status}), so there was no session to read by. Trust the certificate at the server, then enter trustedAt in the inventory.`,
  ),
  "opcua.no-session-identity": text(
    () => "服务器不接受没有身份的会话，资产清单也没有为采集器配置账户，采集器没有会话可读。",
    () =>
      "The server takes no session without identity, and the inventory gives the collector no account, so there was no session to read by.",
  ),
  "opcua.no-session-unpinned": text(
    () => "资产清单没有固定服务器证书（pinnedCertificateSha256），口令不会发送，采集器没有会话可读。",
    () =>
      "The inventory pins no server certificate (pinnedCertificateSha256), so the password is not sent and there was no session to read by.",
  ),
  "opcua.no-session-password-kept": text<{ variable: string }>(
    ({ variable }) =>
      `口令没有发送：没有加密端点出示已固定的服务器证书，或采集器的环境变量 ${variable} 中没有口令；采集器没有会话可读。`,
    ({ variable }) =>
      `The password was not sent, since no encrypted endpoint shows the pinned server certificate or the collector finds none in ${variable}, so there was no session to read by.`,
  ),
  "opcua.audit-on": text(
    () => "服务器声明产生审计事件。",
    () => "The server says that it generates audit events.",
  ),
  "opcua.audit-off": text(
    () => "服务器声明不产生审计事件。",
    () => "The server says that it generates no audit events.",
  ),
  "opcua.clock-right": text<{ seconds: number; limit: number }>(
    ({ seconds, limit }) => `服务器时钟相差 ${seconds} 秒，不超过限值 ${limit} 秒。`,
    ({ seconds, limit }) => `The server's clock is off by ${seconds} s, within the limit of ${limit} s.`,
  ),
  "opcua.clock-slow": text<{ seconds: number; limit: number }>(
    ({ seconds, limit }) => `服务器时钟慢 ${seconds} 秒，超过限值 ${limit} 秒。`,
    ({ seconds, limit }) => `The server's clock is ${seconds} s slow; the limit is ${limit} s.`,
  ),
  "opcua.clock-fast": text<{ seconds: number; limit: number }>(
    ({ seconds, limit }) => `服务器时钟快 ${seconds} 秒，超过限值 ${limit} 秒。`,
    ({ seconds, limit }) => `The server's clock is ${seconds} s fast; the limit is ${limit} s.`,
  ),
  "opcua.diagnostics-disabled": text(
    () => "服务器的诊断计数已关闭，无法得知被拒绝的会话数。",
    () => "The server's diagnostics are switched off, so rejected sessions are not counted.",
  ),
  "opcua.no-growth-known": text(
    () => "计数器尚无两次可比较的读数（首次读取、重启或不可读），不能判定。",
    () =>
      "There are no two readings of the counters to compare (first reading, restart or not readable), so nothing can be said.",
  ),
  "opcua.rejected-sessions": text<{ count: number; perHour: number; limit: number }>(
    ({ count, perHour, limit }) => `一个周期内有 ${count} 个会话被拒绝，相当于每小时 ${perHour} 个，超过限值 ${limit} 个。`,
    ({ count, perHour, limit }) =>
      `${count} sessions were rejected within one interval, ${perHour} an hour; the limit is ${limit} an hour.`,
  ),
  "opcua.few-rejected-sessions": text<{ count: number; perHour: number; limit: number }>(
    ({ count, perHour, limit }) => `一个周期内有 ${count} 个会话被拒绝，相当于每小时 ${perHour} 个，不超过限值 ${limit} 个。`,
    ({ count, perHour, limit }) =>
      `${count} sessions were rejected within one interval, ${perHour} an hour, within the limit of ${limit} an hour.`,
  ),
  "opcua.rejected-channels-uncounted": text(
    () => "因证书被拒绝的安全通道不计入任何计数器，此处看不到。",
    () => "Secure channels that are rejected for their certificate count nowhere and do not show here.",
  ),
  "opcua.no-session-maximum": text(
    () => "服务器没有声明会话上限，不能判定。",
    () => "The server declares no maximum of sessions, so nothing can be said.",
  ),
  "opcua.sessions-exhausted": text<{ percent: number; maximum: number }>(
    ({ percent, maximum }) => `${maximum} 个会话中至少 ${percent}% 已被占用。`,
    ({ percent, maximum }) => `At least ${percent} % of the ${maximum} sessions are taken.`,
  ),
  "opcua.sessions-free": text<{ percent: number; maximum: number }>(
    ({ percent, maximum }) => `${maximum} 个会话约有 ${percent}% 被占用。`,
    ({ percent, maximum }) => `About ${percent} % of the ${maximum} sessions are taken.`,
  ),
  "opcua.running": text(
    () => "服务器处于 Running 状态。",
    () => "The server is in the state Running.",
  ),
  "opcua.not-running": text<{ state: string }>(
    ({ state }) => `服务器处于 ${state} 状态。`,
    ({ state }) => `The server is in the state ${state}.`,
  ),
  "opcua.standby": text<{ state: string; set: string }>(
    ({ state, set }) => `服务器处于 ${state} 状态，属于冗余组 ${set}，可作备用。`,
    ({ state, set }) => `The server is in the state ${state} and may stand by in the redundancy set ${set}.`,
  ),
  "opcua.no-restart": text<{ time: string }>(
    ({ time }) => `服务器自 ${time} 起运行，没有观测到重启。`,
    ({ time }) => `The server has run since ${time}; no restart was seen.`,
  ),
  "opcua.start-not-seen": text<{ time: string }>(
    ({ time }) => `服务器自 ${time} 起运行，此前没有观测，不能判定是否为重启。`,
    ({ time }) => `The server has run since ${time} and was not seen before, so whether it restarted cannot be told.`,
  ),
  "opcua.restart-old": text<{ time: string }>(
    ({ time }) => `服务器于 ${time} 重启，已超过一天。`,
    ({ time }) => `The server restarted at ${time}, more than a day ago.`,
  ),
  "opcua.restarted": text<{ time: string }>(
    ({ time }) => `服务器于 ${time} 重启。`,
    ({ time }) => `The server restarted at ${time}.`,
  ),
  "opcua.users-known": text(
    () => "服务器接受匿名以外的用户令牌。",
    () => "The server takes user tokens other than anonymous.",
  ),
  "opcua.roles-known": text(
    () => "服务器声明支持角色。",
    () => "The server declares support of roles.",
  ),
  "opcua.roles-absent": text(
    () => "服务器只接受匿名令牌，也没有声明支持角色。",
    () => "The server takes the anonymous token alone and declares no support of roles.",
  ),
  "opcua.demo-server": text<{ text: string; sample: string }>(
    ({ text: claim, sample }) => `服务器自称“${claim}”，是示例服务器（${sample}）。`,
    ({ text: claim, sample }) => `The server calls itself "${claim}", which is a sample server (${sample}).`,
  ),
  "opcua.no-demo-server": text<{ product: string }>(
    ({ product }) => `产品“${product}”不是已知的示例服务器。`,
    ({ product }) => `The product "${product}" is no sample server known here.`,
  ),
  "opcua.endpoint-undeclared": text<{ urls: string }>(
    ({ urls }) => `服务器公布了资产清单之外的地址：${urls}。`,
    ({ urls }) => `The server makes addresses known that the inventory does not list: ${urls}.`,
  ),
  "opcua.find-servers-refused": text<{ status: string }>(
    ({ status }) => `服务器拒绝了 FindServers（${status}），无法得知它是否还公布其他服务器。`,
    ({ status }) => `The server refused FindServers (${status}), so whether it makes others known cannot be told.`,
  ),
  "opcua.endpoints-declared": text<{ count: number }>(
    ({ count }) => `服务器公布的 ${count} 个端点均在资产清单中。`,
    ({ count }) => `Every endpoint that the server makes known (${count}) is in the inventory.`,
  ),
};
