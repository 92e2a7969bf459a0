import { expect, it } from "vitest";
import type { EndpointView } from "../../../../api/contract/assets.ts";
import type { Attempt } from "../../../../model/protocols/opcua/facts.ts";
import { certificateRefusal } from "./certificate-refusal.ts";

const time = "2026-11-24T12:00:00Z";

function seen(over: Partial<Attempt>): EndpointView {
  const attempt = {
    securityMode: "SignAndEncrypt",
    securityPolicyUri: "http://opcfoundation.org/UA/SecurityPolicy#Basic256Sha256",
    shown: "collector",
    trusted: false,
    reached: "nothing",
    ...over,
  };
  return {
    id: "ua",
    protocol: "opcua",
    url: "opc.tcp://plc:4840",
    address: null,
    trustedAt: null,
    observations: [
      {
        id: "o1",
        assetId: "plant.plc",
        endpointId: "ua",
        probe: "opcua.channel",
        firstSeen: time,
        lastSeen: time,
        timesSeen: 1,
        validForSeconds: 60,
        outcome: "answered",
        reason: null,
        facts: { attempt },
        digest: "",
      },
    ],
  };
}

it("tells a refusal that is right from one that the inventory did not expect", () => {
  expect(certificateRefusal(seen({ statusCode: "BadSecurityChecksFailed" }))?.kind).toBe("refused");
  expect(certificateRefusal(seen({ statusCode: "BadCertificateUntrusted" }))?.kind).toBe("refused");
  expect(certificateRefusal(seen({ statusCode: "BadSecurityChecksFailed", trusted: true }))?.kind).toBe("still");
});

it("does not blame the certificate for other endings", () => {
  expect(certificateRefusal(seen({ statusCode: "BadTooManySessions", reached: "channel" }))).toBeUndefined();
  expect(certificateRefusal(seen({}))).toBeUndefined();
  expect(certificateRefusal(seen({ reached: "session" }))).toBeUndefined();
  expect(certificateRefusal({ ...seen({}), observations: [] })).toBeUndefined();
});

it("names a closed connection as what it is", () => {
  expect(certificateRefusal(seen({ dropped: true }))).toEqual({ kind: "dropped", statusCode: null });
});
