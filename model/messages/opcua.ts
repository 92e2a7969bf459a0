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
  "opcua.anonymous-readable": text<{ names: string }>(
    ({ names }) => `没有身份的陌生人读到了过程值：${names}。`,
    ({ names }) => `A stranger without identity read process values: ${names}.`,
  ),
  "opcua.values-not-tried": text<{ count: number }>(
    ({ count }) => `还有 ${count} 个变量的值没有试读，不能判定。`,
    ({ count }) => `The values of ${count} variables were not tried, so nothing can be said.`,
  ),
  "opcua.nothing-readable": text<{ count: number }>(
    ({ count }) => `匿名会话读不到所见 ${count} 个变量中的任何值。`,
    ({ count }) => `An anonymous session reads none of the ${count} variables that it sees.`,
  ),
  "opcua.anonymous-callable": text<{ count: number; names: string }>(
    ({ count, names }) => `没有身份的陌生人可以调用 ${count} 个方法：${names}。`,
    ({ count, names }) => `A stranger without identity may call ${count} methods: ${names}.`,
  ),
  "opcua.anonymous-callable-as-declared": text<{ count: number; names: string }>(
    ({ count, names }) => `按服务器声明，陌生人可以调用 ${count} 个方法：${names}；该服务器可能不按用户计算权限。`,
    ({ count, names }) =>
      `As the server declares, a stranger may call ${count} methods: ${names}; it may not work out rights by user at all.`,
  ),
  "opcua.nothing-callable": text<{ count: number }>(
    ({ count }) => `匿名会话不能调用所见 ${count} 个方法中的任何一个。`,
    ({ count }) => `An anonymous session may call none of the ${count} methods that it sees.`,
  ),
  "opcua.config-callable": text<{ count: number; names: string }>(
    ({ count, names }) => `没有身份的陌生人可以调用 ${count} 个配置服务器的方法：${names}。`,
    ({ count, names }) => `A stranger without identity may call ${count} methods that configure the server: ${names}.`,
  ),
  "opcua.config-callable-as-declared": text<{ count: number; names: string }>(
    ({ count, names }) => `按服务器声明，陌生人可以调用 ${count} 个配置服务器的方法：${names}；该服务器可能不按用户计算权限。`,
    ({ count, names }) =>
      `As the server declares, a stranger may call ${count} methods that configure it: ${names}; it may not work out rights by user at all.`,
  ),
  "opcua.config-not-callable": text<{ count: number }>(
    ({ count }) => `匿名会话不能调用任何配置服务器的方法（服务器上有 ${count} 个）。`,
    ({ count }) => `An anonymous session may call no method that configures the server (${count} are there).`,
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
  "opcua.certificate-expiring": text<{ subject: string; days: number }>(
    ({ subject, days }) => `证书“${subject}”只剩 ${days} 天有效。`,
    ({ subject, days }) => `The certificate of ${subject} is valid for only ${days} more days.`,
  ),
  "opcua.certificate-to-renew": text<{ days: number }>(
    ({ days }) => `证书将在 ${days} 天后到期，请安排更换。`,
    ({ days }) => `A certificate ends in ${days} days; plan its change.`,
  ),
  "opcua.certificate-days-left": text<{ days: number }>(
    ({ days }) => `证书至少还有 ${days} 天有效。`,
    ({ days }) => `Every certificate is valid for at least ${days} more days.`,
  ),
  "opcua.certificate-hash-weak": text<{ subject: string; hash: string }>(
    ({ subject, hash }) => `证书“${subject}”以 ${hash} 签名。`,
    ({ subject, hash }) => `The certificate of ${subject} is signed with ${hash}.`,
  ),
  "opcua.hash-unknown": text<{ subject: string }>(
    ({ subject }) => `证书“${subject}”的签名算法无法识别，不能判定。`,
    ({ subject }) => `The signature algorithm of the certificate of ${subject} is not known here, so nothing can be said.`,
  ),
  "opcua.certificate-hashes-strong": text<{ count: number }>(
    ({ count }) => `全部 ${count} 张证书均以足够强的散列算法签名。`,
    ({ count }) => `Every certificate (${count}) is signed with a strong hash.`,
  ),
  "opcua.no-authority-declared": text(
    () => "资产清单没有为该服务器声明签发机构；在 OPC UA 中自签名属于常态。",
    () => "The inventory declares no authority for this server; self-signed certificates are normal in OPC UA.",
  ),
  "opcua.authority-unreadable": text(
    () => "资产清单中的 authority 不含可读取的 PEM 证书，不能判定。",
    () => "Under authority the inventory holds no PEM certificate that can be read, so nothing can be said.",
  ),
  "opcua.chain-incomplete": text<{ subject: string }>(
    ({ subject }) => `证书“${subject}”不能追溯到已声明的签发机构。`,
    ({ subject }) => `The certificate of ${subject} does not lead to the declared authority.`,
  ),
  "opcua.issuer-expired": text<{ subject: string; date: string }>(
    ({ subject, date }) => `证书“${subject}”的签发者已于 ${date} 过期。`,
    ({ subject, date }) => `The issuer of the certificate of ${subject} expired on ${date}.`,
  ),
  "opcua.revocation-list-missing": text(
    () => "已声明的签发机构没有吊销列表，无法得知证书是否已被吊销。",
    () => "The declared authority comes without a revocation list, and nobody can tell whether the certificate is revoked.",
  ),
  "opcua.revocation-list-stale": text(
    () => "已声明签发机构的吊销列表已过期。",
    () => "The revocation list of the declared authority is out of date.",
  ),
  "opcua.certificate-revoked": text<{ subject: string }>(
    ({ subject }) => `证书“${subject}”已被吊销。`,
    ({ subject }) => `The certificate of ${subject} is revoked.`,
  ),
  "opcua.certificate-chain-right": text(
    () => "证书可追溯到已声明的签发机构，且未被吊销。",
    () => "The certificate leads to the declared authority and is not revoked.",
  ),
  "opcua.certificate-self-signed": text<{ subject: string }>(
    ({ subject }) => `已声明签发机构，而证书“${subject}”是自签名的。`,
    ({ subject }) => `The certificate of ${subject} is self-signed though an authority is declared.`,
  ),
  "opcua.certificates-issued": text(
    () => "证书由签发机构签发，不是自签名。",
    () => "The certificates are issued by an authority and not self-signed.",
  ),
  "opcua.certificate-is-authority": text<{ subject: string }>(
    ({ subject }) => `应用证书“${subject}”带有 CA 标志。`,
    ({ subject }) => `The application certificate of ${subject} carries the CA flag.`,
  ),
  "opcua.key-usage-absent": text<{ subject: string }>(
    ({ subject }) => `证书“${subject}”没有声明密钥用途。`,
    ({ subject }) => `The certificate of ${subject} declares no key usage.`,
  ),
  "opcua.key-usage-missing": text<{ subject: string; uses: string }>(
    ({ subject, uses }) => `证书“${subject}”缺少密钥用途 ${uses}。`,
    ({ subject, uses }) => `The certificate of ${subject} lacks the key usages ${uses}.`,
  ),
  "opcua.certificate-usage-right": text<{ count: number }>(
    ({ count }) => `全部 ${count} 张证书的用途正确。`,
    ({ count }) => `The uses of every certificate (${count}) are right.`,
  ),
  "opcua.certificate-uri-mismatch": text<{ uri: string; named: string }>(
    ({ uri, named }) => `服务器自称 ${uri}，证书写的却是 ${named}。`,
    ({ uri, named }) => `The server calls itself ${uri}, but its certificate names ${named}.`,
  ),
  "opcua.certificate-uri-right": text(
    () => "证书写明了服务器的 ApplicationUri。",
    () => "The certificate names the server's ApplicationUri.",
  ),
  "opcua.certificate-host-mismatch": text<{ subject: string; host: string; named: string }>(
    ({ subject, host, named }) => `证书“${subject}”不含所连接的 ${host}，只有 ${named}。`,
    ({ subject, host, named }) => `The certificate of ${subject} does not name ${host}, by which it is reached, but ${named}.`,
  ),
  "opcua.certificate-host-right": text<{ host: string }>(
    ({ host }) => `证书写明了 ${host} 或已声明的别名。`,
    ({ host }) => `The certificate names ${host} or a declared alias.`,
  ),
  "opcua.certificate-shared": text<{ subject: string; asset: string }>(
    ({ subject, asset }) => `证书“${subject}”的密钥也被资产 ${asset} 使用。`,
    ({ subject, asset }) => `The key of the certificate of ${subject} is used by the asset ${asset}, too.`,
  ),
  "opcua.certificate-own": text<{ count: number }>(
    ({ count }) => `与已观测的其他 ${count} 个服务器端点比较，没有共用密钥。`,
    ({ count }) => `The key is none of those at the ${count} other endpoints that were seen.`,
  ),
  "opcua.no-baseline": text(
    () => "尚未认可基线，没有可比较的证书。",
    () => "No baseline has been accepted yet, so there is no certificate to compare with.",
  ),
  "opcua.certificate-changed": text<{ subject: string }>(
    ({ subject }) => `证书“${subject}”不在已认可的基线中。`,
    ({ subject }) => `The certificate of ${subject} is not the one of the accepted baseline.`,
  ),
  "opcua.certificate-renewed": text<{ subject: string }>(
    ({ subject }) => `证书“${subject}”由已声明的签发机构为同一服务器更换。`,
    ({ subject }) => `The certificate of ${subject} was renewed for the same server by the declared authority.`,
  ),
  "opcua.certificate-as-accepted": text(
    () => "证书与已认可的基线一致，或由已声明的签发机构更换。",
    () => "The certificates are those of the accepted baseline or renewed by the declared authority.",
  ),
  "opcua.no-nonce-seen": text(
    () => "没有在受保护的通道上得到足够的随机数，不能判定。",
    () => "Too few nonces were seen on a secured channel, so nothing can be said.",
  ),
  "opcua.nonce-repeated": text(
    () => "服务器重复使用了随机数。",
    () => "The server used a nonce again.",
  ),
  "opcua.nonce-short": text<{ bytes: number }>(
    ({ bytes }) => `服务器的随机数只有 ${bytes} 字节。`,
    ({ bytes }) => `The server's nonces have only ${bytes} bytes.`,
  ),
  "opcua.nonces-strong": text<{ count: number }>(
    ({ count }) => `所见 ${count} 个随机数均不短于 32 字节且不重复。`,
    ({ count }) => `The ${count} nonces that were seen have at least 32 bytes and differ.`,
  ),
  "opcua.diagnostics-not-seen": text(
    () => "没有以陌生人的会话读到明确结果，不能判定。",
    () => "A stranger's session got no clear answer, so nothing can be said.",
  ),
  "opcua.diagnostics-readable": text(
    () => "没有身份的陌生人读到了其他会话的安全诊断。",
    () => "A stranger without identity read the security diagnostics of sessions.",
  ),
  "opcua.diagnostics-closed": text(
    () => "陌生人读不到会话的安全诊断。",
    () => "A stranger cannot read the security diagnostics of sessions.",
  ),
  "opcua.not-read": text<{ what: string }>(
    ({ what }) => `未能读到 ${what}，不能判定。`,
    ({ what }) => `${what} could not be read, so nothing can be said.`,
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
  "opcua.factory-account-accepted": text<{ user: string }>(
    ({ user }) => `出厂账户“${user}”可以登录。`,
    ({ user }) => `The maker's account "${user}" was let in.`,
  ),
  "opcua.factory-account-refused": text<{ user: string; status: string }>(
    ({ user, status }) => `出厂账户“${user}”被拒绝（${status}）。`,
    ({ user, status }) => `The maker's account "${user}" was refused (${status}).`,
  ),
};
