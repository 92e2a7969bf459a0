import { text } from "../define.ts";

/** Reasons about what a server offers before a session. */
export const offerMessages = {
  "opcua.discovery-server": text(
    () => "这是发现服务器，本身不提供数据，无需判定。",
    () => "This is a discovery server; it serves no data of its own.",
  ),
  "opcua.no-tcp-endpoint": text(
    () => "服务器没有列出 opc.tcp 端点，不能判定。",
    () => "The server lists no opc.tcp endpoint, so nothing can be said.",
  ),
  "opcua.all-endpoints-none": text<{ count: number }>(
    ({ count }) => `全部 ${count} 个 opc.tcp 端点的安全模式均为 None。`,
    ({ count }) => `Every opc.tcp endpoint (${count}) has security mode None.`,
  ),
  "opcua.policies-unknown-here": text<{ policies: string }>(
    ({ policies }) => `服务器只提供本版本不认识的安全策略（${policies}），不能判定。`,
    ({ policies }) =>
      `The server offers only policies that this release does not know (${policies}), so their strength cannot be told.`,
  ),
  "opcua.secured-endpoint-offered": text<{ policies: string }>(
    ({ policies }) => `服务器提供受保护的端点（${policies}）。`,
    ({ policies }) => `The server offers secured endpoints (${policies}).`,
  ),
  "opcua.none-session": text(
    () => "服务器接受了安全模式 None 下的会话。",
    () => "The server granted a session over security mode None.",
  ),
  "opcua.none-session-unlisted": text(
    () => "服务器没有列出 None 端点，却接受了安全模式 None 下的会话。",
    () => "The server granted a session over security mode None though it lists no such endpoint.",
  ),
  "opcua.none-refused": text<{ status: string }>(
    ({ status }) => `服务器拒绝了安全模式 None 下的会话（${status}）。`,
    ({ status }) => `The server refused a session over security mode None (${status}).`,
  ),
  "opcua.encryption-offered": text(
    () => "服务器提供安全模式 SignAndEncrypt 的端点。",
    () => "The server offers an endpoint with security mode SignAndEncrypt.",
  ),
  "opcua.encryption-not-offered": text<{ modes: string }>(
    ({ modes }) => `没有端点提供加密，只有安全模式 ${modes}。`,
    ({ modes }) => `No endpoint encrypts; the security modes are ${modes}.`,
  ),
  "opcua.policy-deprecated": text<{ policies: string }>(
    ({ policies }) => `服务器提供已弃用的安全策略 ${policies}。`,
    ({ policies }) => `The server offers the deprecated security policies ${policies}.`,
  ),
  "opcua.no-deprecated-policy": text(
    () => "没有端点提供已弃用的安全策略。",
    () => "No endpoint offers a deprecated security policy.",
  ),
  "opcua.no-password-token": text(
    () => "没有 opc.tcp 端点接收口令。",
    () => "No opc.tcp endpoint takes passwords.",
  ),
  "opcua.passwords-protected": text<{ count: number }>(
    ({ count }) => `全部 ${count} 个接收口令的令牌均受加密保护。`,
    ({ count }) => `Passwords are encrypted under every user name token (${count}).`,
  ),
  "opcua.password-plaintext": text<{ urls: string }>(
    ({ urls }) => `端点 ${urls} 以明文接收口令。`,
    ({ urls }) => `Passwords are taken in the clear at ${urls}.`,
  ),
  "opcua.no-secured-offer": text(
    () => "服务器不提供本版本能够使用的签名或加密端点。",
    () => "The server offers no signed or encrypted endpoint that this release speaks.",
  ),
  "opcua.own-certificate-trusted": text(
    () => "服务器已被告知信任采集器证书，故采集器不再是陌生人；可按需允许以陌生人证书测试。",
    () =>
      "The server was told to trust the collector's certificate, which is no stranger's any more; the stranger certificate may be allowed on request.",
  ),
  "opcua.stranger-accepted": text(
    () => "服务器让持未知证书的陌生人建立了会话。",
    () => "The server let a stranger with an unknown certificate create a session.",
  ),
  "opcua.stranger-refused": text<{ status: string }>(
    ({ status }) => `服务器拒绝了陌生人的证书（${status}）。`,
    ({ status }) => `The server refused the stranger's certificate (${status}).`,
  ),
  "opcua.stranger-dropped": text(
    () => "服务器断开了陌生人的连接，而受信任的证书在其前后均可使用。",
    () => "The server dropped the stranger's connection while the trusted certificate worked before and after.",
  ),
  "opcua.token-policy-deprecated": text<{ policies: string }>(
    ({ policies }) => `用户令牌以已弃用的安全策略 ${policies} 保护口令。`,
    ({ policies }) => `User tokens protect their secret by the deprecated policies ${policies}.`,
  ),
  "opcua.no-deprecated-token-policy": text(
    () => "没有用户令牌使用已弃用的安全策略。",
    () => "No user token names a deprecated security policy.",
  ),
  "opcua.password-on-none": text<{ urls: string }>(
    ({ urls }) => `安全模式 None 的端点 ${urls} 接收口令，假冒的服务器可以骗取。`,
    ({ urls }) => `Passwords are taken over security mode None at ${urls}, where a false server could take them, too.`,
  ),
  "opcua.no-password-on-none": text(
    () => "安全模式 None 的端点不接收口令。",
    () => "No endpoint with security mode None takes passwords.",
  ),
  "opcua.no-list-in-session": text(
    () => "服务器没有在会话中给出端点列表，或尚未建立会话，不能比较。",
    () => "No list of endpoints was given in a session, so there is nothing to compare.",
  ),
  "opcua.endpoints-differ": text<{ hidden: number; added: number }>(
    ({ hidden, added }) => `会话中的端点列表与发现服务不一致：缺少 ${hidden} 个，多出 ${added} 个。`,
    ({ hidden, added }) =>
      `The list of endpoints in a session differs from discovery: ${hidden} are missing and ${added} are new.`,
  ),
  "opcua.endpoints-same": text<{ count: number }>(
    ({ count }) => `会话与发现服务给出的 ${count} 个端点一致。`,
    ({ count }) => `Session and discovery list the same endpoints (${count}).`,
  ),
  "opcua.list-unprotected": text(
    () => "两份列表都经过未受保护的通道，若同时被篡改则看不出来。",
    () => "Both lists came over an unprotected channel; altered in the same way, they would not show it.",
  ),
};
