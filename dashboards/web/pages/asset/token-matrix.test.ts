import { expect, it } from "vitest";
import type { EndpointFacts } from "../../../../model/protocols/opcua/facts.ts";
import { tokenMatrix } from "./token-matrix.ts";

const uri = (policy: string) => `http://opcfoundation.org/UA/SecurityPolicy#${policy}`;
const endpoint = (
  securityMode: EndpointFacts["securityMode"],
  policy: string,
  tokens: readonly (readonly [EndpointFacts["userTokens"][number]["type"], string])[],
): EndpointFacts => ({
  endpointUrl: "opc.tcp://127.0.0.1:4840",
  applicationUri: "urn:test",
  securityMode,
  securityPolicyUri: uri(policy),
  transportProfileUri: "",
  securityLevel: 0,
  userTokens: tokens.map(([type, tokenPolicy]) => ({
    policyId: type,
    type,
    securityPolicyUri: tokenPolicy === "" ? "" : uri(tokenPolicy),
  })),
});

it("puts the weakest offer first and tells plaintext passwords apart", () => {
  const rows = tokenMatrix([
    endpoint("SignAndEncrypt", "Basic256Sha256", [["UserName", "None"]]),
    endpoint("Sign", "Basic256Sha256", [["UserName", "None"]]),
    endpoint("None", "None", [
      ["Anonymous", ""],
      ["UserName", ""],
    ]),
  ]);
  expect(rows.map(({ mode, tokens }) => [mode, tokens.Anonymous, tokens.UserName])).toEqual([
    ["None", "offered", "plain"],
    ["Sign", "absent", "plain"],
    ["SignAndEncrypt", "absent", "offered"],
  ]);
});

it("takes the token's own policy over the endpoint's, and joins endpoints that differ in address alone", () => {
  const rows = tokenMatrix([
    endpoint("None", "None", [["UserName", "Basic256Sha256"]]),
    endpoint("None", "None", [["Certificate", ""]]),
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.tokens).toEqual({ Anonymous: "absent", UserName: "offered", Certificate: "offered", IssuedToken: "absent" });
});
