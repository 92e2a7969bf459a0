import { text } from "../define.ts";

/** Reasons about certificates, keys and nonces. */
export const certificateMessages = {
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
};
