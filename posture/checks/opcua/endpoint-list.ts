import type { DiscoveryFacts, EndpointFacts } from "../../../model/protocols/opcua/facts.ts";

/** Readings of a list of endpoints that several checks share. */

const policyPrefix = "http://opcfoundation.org/UA/SecurityPolicy#";
export const policyNone = `${policyPrefix}None`;

/** Policies of OPC 10000-7 whose strength this release can tell; a newer one is neither weak nor strong. */
const knownPolicies = ["Basic128Rsa15", "Basic256", "Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"];
/** Deprecated by OPC 10000-7; the severity of meeting each. */
export const deprecatedPolicies = { Basic128Rsa15: "high", Basic256: "medium" } as const;
export type DeprecatedPolicy = keyof typeof deprecatedPolicies;

/** An endpoint with its place in the facts, for evidence. */
export interface Listed {
  readonly index: number;
  readonly endpoint: EndpointFacts;
}

/** The endpoints for clients that speak opc.tcp; HTTPS is protected elsewhere. */
export function tcpEndpoints(discovery: DiscoveryFacts): Listed[] {
  const listed = discovery.endpoints.map((endpoint, index) => ({ endpoint, index }));
  return listed.filter(({ endpoint }) => endpoint.endpointUrl.startsWith("opc.tcp:"));
}

/** The name of a policy as people know it; the whole URI where it is none of the foundation's. */
export function policyName(uri: string): string {
  return uri.startsWith(policyPrefix) ? uri.slice(policyPrefix.length) : uri;
}

export function isKnownPolicy(uri: string): boolean {
  return knownPolicies.includes(policyName(uri));
}

export function isDeprecated(name: string): name is DeprecatedPolicy {
  return Object.hasOwn(deprecatedPolicies, name);
}

/** A user token that carries a password, at the endpoint that takes it. */
export interface PasswordToken extends Listed {
  readonly token: number;
  /** The policy that protects the password: the token's, else the endpoint's (OPC 10000-4, 7.41). */
  readonly policy: string;
}

export function passwordTokens(discovery: DiscoveryFacts): PasswordToken[] {
  return tcpEndpoints(discovery).flatMap(({ endpoint, index }) =>
    endpoint.userTokens.flatMap((token, position) => {
      if (token.type !== "UserName") return [];
      return [{ endpoint, index, token: position, policy: token.securityPolicyUri || endpoint.securityPolicyUri || policyNone }];
    }),
  );
}

/** Distinct texts in order of their first appearance, joined for a sentence. */
export function distinct(texts: Iterable<string>): string {
  return [...new Set(texts)].join(", ");
}
