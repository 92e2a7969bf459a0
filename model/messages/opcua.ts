import { text } from "./define.ts";

/** Reasons given by the opcua checks. */
export const opcuaMessages = {
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
  "opcua.none-not-tried": text(
    () => "尚未尝试安全模式 None 下的会话，不能判定。",
    () => "A session over security mode None has not been tried, so nothing can be said.",
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
  "opcua.attempt-inconclusive": text<{ mode: string; ending: string }>(
    ({ mode, ending }) => `在安全模式 ${mode} 下的尝试以“${ending}”结束，既不能证明被接受，也不能证明被拒绝。`,
    ({ mode, ending }) =>
      `The attempt over security mode ${mode} ended with "${ending}", which proves neither consent nor refusal.`,
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
  "opcua.encrypted-not-tried": text(
    () => "服务器在加密端点上列出匿名令牌，但尚未尝试，不能判定。",
    () => "The server lists the anonymous token on a secured endpoint where it has not been tried, so nothing can be said.",
  ),
  "opcua.no-session-for-strangers": text(
    () => "没有身份的陌生人得不到会话。",
    () => "A stranger without identity gets no session.",
  ),
  "opcua.seen-under-trust-only": text(
    () => "只见到采集器以受信任证书建立的匿名会话；陌生人能否进入未测试。",
    () =>
      "An anonymous session was seen under the collector's trusted certificate only; whether a stranger gets in was not tested.",
  ),
  "opcua.rights-not-seen": text(
    () => "匿名会话可以建立，但尚未取得其权限（探测 opcua.access），不能判定。",
    () => "An anonymous session can be had, but its rights have not been seen yet (probe opcua.access).",
  ),
  "opcua.rights-unreadable": text<{ names: string }>(
    ({ names }) => `未能读取 ${names} 的权限，不能判定。`,
    ({ names }) => `The rights on ${names} could not be read, so nothing can be said.`,
  ),
  "opcua.tree-not-exhausted": text(
    () => "在探测限额内没有浏览完节点树，不能证明其余节点没有问题。",
    () => "The tree was not browsed to its end within the bounds of the probe, so the rest may hold anything.",
  ),
  "opcua.anonymous-session": text<{ count: number }>(
    ({ count }) => `陌生人无需身份即可建立会话，并看到 ${count} 个节点。`,
    ({ count }) => `A stranger gets a session without identity and sees ${count} nodes.`,
  ),
  "opcua.anonymous-session-under-trust": text<{ count: number }>(
    ({ count }) => `凭受信任的证书无需用户身份即可建立会话，并看到 ${count} 个节点。`,
    ({ count }) => `Under a trusted certificate a session is granted without a user's identity and sees ${count} nodes.`,
  ),
  "opcua.anonymous-sees-nothing": text(
    () => "匿名会话可以建立，但看不到装置的任何节点。",
    () => "An anonymous session is granted but sees no node of the plant.",
  ),
  "opcua.anonymous-writable": text<{ count: number; names: string }>(
    ({ count, names }) => `没有身份的陌生人可以写入 ${count} 个变量：${names}。`,
    ({ count, names }) => `A stranger without identity may write ${count} variables: ${names}.`,
  ),
  "opcua.anonymous-writable-as-declared": text<{ count: number; names: string }>(
    ({ count, names }) => `按服务器声明，陌生人可以写入 ${count} 个变量：${names}；该服务器可能不按用户计算权限。`,
    ({ count, names }) =>
      `As the server declares, a stranger may write ${count} variables: ${names}; it may not work out rights by user at all.`,
  ),
  "opcua.nothing-writable": text<{ count: number }>(
    ({ count }) => `匿名会话对看到的 ${count} 个变量均无写权限。`,
    ({ count }) => `An anonymous session may write none of the ${count} variables that it sees.`,
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
  "opcua.no-certificate": text(
    () => "没有 opc.tcp 端点出示证书，无需判定。",
    () => "No opc.tcp endpoint shows a certificate.",
  ),
  "opcua.certificate-unreadable": text(
    () => "服务器出示的证书无法解析，不能判定。",
    () => "A certificate that the server shows cannot be parsed, so nothing can be said.",
  ),
  "opcua.certificate-expired": text<{ subject: string; date: string }>(
    ({ subject, date }) => `证书“${subject}”已于 ${date} 过期。`,
    ({ subject, date }) => `The certificate of ${subject} expired on ${date}.`,
  ),
  "opcua.certificate-not-yet-valid": text<{ subject: string; date: string }>(
    ({ subject, date }) => `证书“${subject}”自 ${date} 起才有效。`,
    ({ subject, date }) => `The certificate of ${subject} is not valid before ${date}.`,
  ),
  "opcua.certificates-valid": text<{ count: number }>(
    ({ count }) => `全部 ${count} 张证书均在有效期内。`,
    ({ count }) => `Every certificate (${count}) is within its validity.`,
  ),
  "opcua.certificate-key-weak": text<{ subject: string; keyType: string; keyBits: number }>(
    ({ subject, keyType, keyBits }) => `证书“${subject}”的 ${keyType} 密钥只有 ${keyBits} 位。`,
    ({ subject, keyType, keyBits }) => `The ${keyType} key of the certificate of ${subject} has only ${keyBits} bits.`,
  ),
  "opcua.key-unknown": text<{ keyType: string }>(
    ({ keyType }) => `密钥类型 ${keyType} 的强度无法判定。`,
    ({ keyType }) => `The strength of a key of type ${keyType} cannot be told.`,
  ),
  "opcua.key-longer-than-policy": text(
    () => "密钥长于 2048 位，而所提供的 Basic128Rsa15 或 Basic256 至多支持 2048 位。",
    () => "The key is longer than the 2048 bits that Basic128Rsa15 and Basic256, which are offered, take at most.",
  ),
  "opcua.certificate-keys-strong": text<{ count: number }>(
    ({ count }) => `全部 ${count} 张证书的密钥足够长。`,
    ({ count }) => `The key of every certificate (${count}) is long enough.`,
  ),
};
