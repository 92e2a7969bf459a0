import type { ApplicationDescription, EndpointDescription } from "node-opcua";
import type { DiscoveryFacts, EndpointFacts } from "../../../../model/protocols/opcua/facts.ts";
import { splitChain } from "./certificates.ts";
import { sha256 } from "./digest.ts";
import { applicationName, modeName, tokenName } from "./enums.ts";
import { sortedBy, textOf } from "./text.ts";

/** An endpoint as a server offered it: its facts, and the certificate chain that a channel to it needs. */
export interface Offer {
  readonly facts: EndpointFacts;
  /** DER, leaf first; empty where the server sends none. */
  readonly chain: readonly Buffer[];
}

/** Decodes a list of EndpointDescription in an order that does not depend on the server's. */
export function decodeOffers(descriptions: readonly EndpointDescription[] | null): Offer[] {
  const offers = (descriptions ?? []).map((description) => {
    const chain = splitChain(description.serverCertificate);
    return { facts: endpointFacts(description, chain[0]), chain };
  });
  return sortedBy(offers, ({ facts }) => JSON.stringify(facts));
}

export function decodeApplication(description: ApplicationDescription): DiscoveryFacts["application"] {
  return {
    applicationUri: textOf(description.applicationUri),
    productUri: textOf(description.productUri),
    applicationName: textOf(description.applicationName?.text),
    applicationType: applicationName(description.applicationType) ?? "Server",
    discoveryUrls: sortedBy((description.discoveryUrls ?? []).map(textOf), (url) => url),
  };
}

function endpointFacts(description: EndpointDescription, leaf: Buffer | undefined): EndpointFacts {
  const tokens = (description.userIdentityTokens ?? []).flatMap((token) => {
    const type = tokenName(token.tokenType);
    return type === undefined
      ? []
      : [{ policyId: textOf(token.policyId), type, securityPolicyUri: textOf(token.securityPolicyUri) }];
  });
  return {
    endpointUrl: textOf(description.endpointUrl),
    applicationUri: textOf(description.server?.applicationUri),
    securityMode: modeName(description.securityMode),
    securityPolicyUri: textOf(description.securityPolicyUri),
    transportProfileUri: textOf(description.transportProfileUri),
    securityLevel: description.securityLevel,
    ...(leaf === undefined ? {} : { certificateSha256: sha256(leaf) }),
    userTokens: sortedBy(tokens, (token) => JSON.stringify(token)),
  };
}
