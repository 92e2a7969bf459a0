import { SecurityPolicy } from "node-opcua";
import { describe, expect, test } from "vitest";
import type { EndpointFacts } from "../../../model/protocols/opcua/facts.ts";
import type { Offer } from "./decode/endpoints.ts";
import { listsNone, strongestOffer } from "./offers.ts";

function offer(securityMode: EndpointFacts["securityMode"], securityPolicyUri: string, more: Partial<EndpointFacts> = {}): Offer {
  const facts = {
    endpointUrl: "opc.tcp://192.0.2.10:4840",
    applicationUri: "urn:example",
    securityMode,
    securityPolicyUri,
    transportProfileUri: "",
    securityLevel: 0,
    userTokens: [],
    ...more,
  };
  return { facts, chain: securityMode === "None" ? [] : [Buffer.from("certificate")] };
}

const none = offer("None", SecurityPolicy.None);
const sign = offer("Sign", SecurityPolicy.Aes256_Sha256_RsaPss);
const old = offer("SignAndEncrypt", SecurityPolicy.Basic128Rsa15);
const good = offer("SignAndEncrypt", SecurityPolicy.Basic256Sha256);
const curve = offer("SignAndEncrypt", "http://opcfoundation.org/UA/SecurityPolicy#ECC_nistP256");
const https = offer("SignAndEncrypt", SecurityPolicy.Basic256Sha256, {
  endpointUrl: "https://192.0.2.10",
  transportProfileUri: "https",
});

describe("strongestOffer", () => {
  test("prefers encryption to any policy, then the stronger policy", () => {
    expect(strongestOffer([none, sign, old])).toBe(old);
    expect(strongestOffer([old, good, sign])).toBe(good);
  });

  test("takes nothing that this driver does not speak", () => {
    expect(strongestOffer([none, curve, https])).toBeUndefined();
  });

  test("takes nothing without a certificate", () => {
    expect(strongestOffer([{ ...good, chain: [] }])).toBeUndefined();
  });
});

test("listsNone looks at opc.tcp alone", () => {
  expect(listsNone([good, none])).toBe(true);
  expect(listsNone([good, offer("None", SecurityPolicy.None, { endpointUrl: "https://a", transportProfileUri: "https" })])).toBe(
    false,
  );
});
