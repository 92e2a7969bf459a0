import { SecurityPolicy } from "node-opcua";
import type { EndpointFacts } from "../../../model/protocols/opcua/facts.ts";
import type { ChannelSecurity } from "./channel.ts";
import type { Offer } from "./decode/endpoints.ts";
import { modeValue } from "./decode/enums.ts";
import type { ApplicationIdentity } from "./identity.ts";

const tcpProfile = "http://opcfoundation.org/UA-Profile/Transport/uatcp-uasc-uabinary";

/** Policies that this driver speaks, strongest first (OPC 10000-7). */
const policies: readonly SecurityPolicy[] = [
  SecurityPolicy.Aes256_Sha256_RsaPss,
  SecurityPolicy.Basic256Sha256,
  SecurityPolicy.Aes128_Sha256_RsaOaep,
  SecurityPolicy.Basic256,
  SecurityPolicy.Basic128Rsa15,
];
const policyUris: readonly string[] = policies;
const modes: readonly EndpointFacts["securityMode"][] = ["SignAndEncrypt", "Sign"];

export function isTcp({ facts }: Offer): boolean {
  return facts.transportProfileUri === tcpProfile || facts.endpointUrl.startsWith("opc.tcp:");
}

/** The strongest secured offer that this driver speaks and that comes with a certificate. */
export function strongestOffer(offers: readonly Offer[]): Offer | undefined {
  const usable = offers.filter((offer) => isTcp(offer) && offer.chain.length > 0 && rankOf(offer) !== undefined);
  return usable.toSorted((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0))[0];
}

/** Whether a session over mode None is offered for clients that speak opc.tcp. */
export function listsNone(offers: readonly Offer[]): boolean {
  return offers.some((offer) => isTcp(offer) && offer.facts.securityMode === "None");
}

/** The user token policies of a kind at one offer, or at any. */
export function tokensOf(offers: readonly Offer[], type: EndpointFacts["userTokens"][number]["type"]) {
  return offers.flatMap((offer) => offer.facts.userTokens.filter((token) => token.type === type));
}

export const unsecured: ChannelSecurity = { mode: modeValue("None"), policy: SecurityPolicy.None };

/** How a channel to an offer is secured under an identity. */
export function securityOf(offer: Offer, identity: ApplicationIdentity): ChannelSecurity {
  const [serverCertificate] = offer.chain;
  const policy = policies.find((known) => known === offer.facts.securityPolicyUri) ?? SecurityPolicy.Invalid;
  const security = { mode: modeValue(offer.facts.securityMode), policy, identity };
  return serverCertificate === undefined ? security : { ...security, serverCertificate };
}

function rankOf({ facts }: Offer): number | undefined {
  const mode = modes.indexOf(facts.securityMode);
  const policy = policyUris.indexOf(facts.securityPolicyUri);
  return mode < 0 || policy < 0 ? undefined : mode * policies.length + policy;
}
