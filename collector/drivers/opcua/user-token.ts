import { X509Certificate } from "node:crypto";
import { AnonymousIdentityToken, getCryptoFactory, SecurityPolicy, UserNameIdentityToken } from "node-opcua";
import type { PublicKey } from "node-opcua-crypto";
import type { EndpointFacts } from "../../../model/protocols/opcua/facts.ts";
import { OpcuaFailure } from "./errors.ts";

type TokenPolicy = EndpointFacts["userTokens"][number];
export type UserToken = AnonymousIdentityToken | UserNameIdentityToken;

/** Policies for a secret, strongest first. An empty policy means that the channel's own protects it, encrypted here always. */
const preferred: readonly string[] = [
  SecurityPolicy.Aes256_Sha256_RsaPss,
  SecurityPolicy.Basic256Sha256,
  SecurityPolicy.Aes128_Sha256_RsaOaep,
  "",
  SecurityPolicy.None,
  SecurityPolicy.Basic256,
  SecurityPolicy.Basic128Rsa15,
];

/** An anonymous token; where the server lists none it is tried under the name that most servers give it. */
export function anonymousToken(listed: readonly TokenPolicy[]): AnonymousIdentityToken {
  return new AnonymousIdentityToken({ policyId: listed[0]?.policyId ?? "anonymous" });
}

/** What protects a password on its way: only ever made for an encrypted channel to a pinned server. */
export interface PasswordProtection {
  readonly channelPolicy: SecurityPolicy;
  readonly serverCertificate: Buffer;
  readonly serverNonce: Buffer;
}

/**
 * A user name token after OPC 10000-4, 7.40.2.2 and 7.40.4, or undefined where the server takes none under a policy known
 * here. Throws an `OpcuaFailure` where the policy cannot encrypt.
 */
export function userNameToken(
  listed: readonly TokenPolicy[],
  user: { name: string; password: string },
  protection: PasswordProtection,
): UserNameIdentityToken | undefined {
  const policy = bestPolicy(listed);
  if (policy === undefined) return undefined;
  const secret = Buffer.from(user.password, "utf8");
  const uri = policy.securityPolicyUri === "" ? protection.channelPolicy : policy.securityPolicyUri;
  const token = new UserNameIdentityToken({ policyId: policy.policyId, userName: user.name, password: secret });
  if (uri === SecurityPolicy.None) return token;
  const cryptography = getCryptoFactory(uri as SecurityPolicy);
  if (!cryptography) throw new OpcuaFailure("protocol-error", `a user token policy that cannot encrypt: ${uri}`);
  token.encryptionAlgorithm = cryptography.asymmetricEncryptionAlgorithm;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(secret.length + protection.serverNonce.length);
  // The library declares an older shape of Node's own KeyObject, which it hands on to node:crypto as it is.
  const publicKey = new X509Certificate(protection.serverCertificate).publicKey as unknown as PublicKey;
  token.password = cryptography.asymmetricEncrypt(Buffer.concat([length, secret, protection.serverNonce]), publicKey);
  return token;
}

function bestPolicy(listed: readonly TokenPolicy[]): TokenPolicy | undefined {
  const known = listed.filter((token) => preferred.includes(token.securityPolicyUri));
  return known.toSorted((a, b) => preferred.indexOf(a.securityPolicyUri) - preferred.indexOf(b.securityPolicyUri))[0];
}
