import type { EndpointFacts } from "../../../../model/protocols/opcua/facts.ts";
import { policyName } from "./policies.ts";

export const tokenTypes = ["Anonymous", "UserName", "Certificate", "IssuedToken"] as const;
export type TokenType = (typeof tokenTypes)[number];

/** `plain`: offered, and the secret would travel unprotected. */
type TokenState = "offered" | "plain" | "absent";

/** One offer of mode and policy with what becomes of each kind of token under it. */
export interface MatrixRow {
  readonly key: string;
  readonly mode: EndpointFacts["securityMode"];
  readonly policyUri: string;
  readonly tokens: Readonly<Record<TokenType, TokenState>>;
}

const modeOrder: readonly EndpointFacts["securityMode"][] = ["Invalid", "None", "Sign", "SignAndEncrypt"];

/** Endpoints as mode × policy × token, the weakest first; endpoints that differ in their address alone share a row. */
export function tokenMatrix(endpoints: readonly EndpointFacts[]): readonly MatrixRow[] {
  const groups = Map.groupBy(endpoints, ({ securityMode, securityPolicyUri }) => `${securityMode} ${securityPolicyUri}`);
  return [...groups]
    .map(([key, [first, ...rest]]) => (first === undefined ? undefined : rowOf(key, first, rest)))
    .filter((row) => row !== undefined)
    .sort((one, other) => modeOrder.indexOf(one.mode) - modeOrder.indexOf(other.mode));
}

function rowOf(key: string, first: EndpointFacts, rest: readonly EndpointFacts[]): MatrixRow {
  const state = (type: TokenType): TokenState => {
    const offers = [first, ...rest].flatMap((endpoint) =>
      endpoint.userTokens.filter((token) => token.type === type).map((token) => isPlain(endpoint, token)),
    );
    return offers.length === 0 ? "absent" : offers.includes(true) ? "plain" : "offered";
  };
  const tokens = {
    Anonymous: state("Anonymous"),
    UserName: state("UserName"),
    Certificate: state("Certificate"),
    IssuedToken: state("IssuedToken"),
  };
  return { key, mode: first.securityMode, policyUri: first.securityPolicyUri, tokens };
}

/** A password is in plaintext where the effective token policy is None and the channel does not encrypt (OPC 10000-4, 7.40.4). */
function isPlain(endpoint: EndpointFacts, token: EndpointFacts["userTokens"][number]): boolean {
  const effective = token.securityPolicyUri === "" ? endpoint.securityPolicyUri : token.securityPolicyUri;
  return token.type === "UserName" && policyName(effective) === "None" && endpoint.securityMode !== "SignAndEncrypt";
}
