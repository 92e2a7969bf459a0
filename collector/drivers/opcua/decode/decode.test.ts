import { X509Certificate } from "node:crypto";
import {
  DataType,
  DataValue,
  EndpointDescription,
  type StatusCode,
  StatusCodes,
  UserTokenPolicy,
  UserTokenType,
  Variant,
  VariantArrayType,
} from "node-opcua";
import { describe, expect, test } from "vitest";
import { certificateFactsSchema, endpointFactsSchema } from "../../../../model/protocols/opcua/facts.ts";
import { decodeNamespaceDefaults } from "../namespace-defaults.ts";
import { makeIdentity } from "../testing/certificate.ts";
import { decodeRights } from "./access.ts";
import { decodeCertificates, splitChain } from "./certificates.ts";
import { decodeOffers } from "./endpoints.ts";
import { decodeCounters, decodeServer, type ServerValues } from "./server.ts";
import { decodeSignal } from "./signal.ts";

function value(dataType: DataType, content: unknown, statusCode: StatusCode = StatusCodes.Good): DataValue {
  return new DataValue({ statusCode, value: new Variant({ dataType, arrayType: VariantArrayType.Scalar, value: content }) });
}
const bad = (statusCode: StatusCode) => new DataValue({ statusCode });
const byte = (content: number) => value(DataType.Byte, content);

describe("certificates", () => {
  test("are parsed with their names, key, hash and uses", async () => {
    const { certificatePem } = await makeIdentity({ applicationUri: "urn:example:a,b", bits: 1024, hash: "SHA-1" });
    const der = new X509Certificate(certificatePem).raw;
    const [facts] = decodeCertificates([[der]]);
    expect(certificateFactsSchema.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      keyType: "rsa",
      keyBits: 1024,
      signatureHash: "SHA-1",
      selfSigned: true,
      isAuthority: false,
      keyUsage: ["dataEncipherment", "digitalSignature", "keyEncipherment", "nonRepudiation"],
      applicationUris: ["urn:example:a,b"],
      dnsNames: ["localhost"],
      ipAddresses: ["127.0.0.1"],
    });
  });

  test("that are none keep their digest and have no facts", () => {
    const garbage = Buffer.from("no certificate");
    expect(splitChain(garbage)).toHaveLength(1);
    expect(decodeCertificates([[garbage]])).toEqual([]);
    expect(splitChain(null)).toEqual([]);
  });

  test("of several endpoints appear once, in one order", async () => {
    const chains = await Promise.all(
      ["urn:a", "urn:b"].map(async (applicationUri) => {
        const { certificatePem } = await makeIdentity({ applicationUri, bits: 1024 });
        return [new X509Certificate(certificatePem).raw];
      }),
    );
    const forward = decodeCertificates([...chains, ...chains]);
    expect(forward).toHaveLength(2);
    expect(decodeCertificates([...chains].reverse())).toEqual(forward);
  });
});

describe("offers", () => {
  const description = (endpointUrl: string, tokens: string[]) =>
    new EndpointDescription({
      endpointUrl,
      userIdentityTokens: tokens.map((policyId) => new UserTokenPolicy({ policyId, tokenType: UserTokenType.UserName })),
    });

  test("do not depend on the order of an answer", () => {
    const [a, b] = [description("opc.tcp://a", ["x", "y"]), description("opc.tcp://b", ["y", "x"])];
    expect(decodeOffers([b, a])).toEqual(decodeOffers([a, b]));
    for (const { facts } of decodeOffers([a, b])) expect(endpointFactsSchema.parse(facts)).toEqual(facts);
  });

  test("are cut where a server writes without end", () => {
    const [offer] = decodeOffers([description(`opc.tcp://${"a".repeat(5000)}`, [])]);
    expect(endpointFactsSchema.safeParse(offer?.facts).success).toBe(true);
  });
});

describe("rights", () => {
  const target = { nodeId: "ns=1;s=A", name: "A", nodeClass: "Variable" } as const;
  const unsupported = bad(StatusCodes.BadAttributeIdInvalid);

  test("are absent where the server has no such attribute", () => {
    expect(decodeRights(target, [byte(3), byte(1), unsupported, unsupported])).toEqual({
      ...target,
      accessLevel: 3,
      userAccessLevel: 1,
    });
  });

  test("of all roles are or-ed, and an empty list is none", () => {
    const permissions = (list: { permissions: number }[]) => {
      const read = byte(0);
      read.value.value = list;
      return decodeRights(target, [byte(3), byte(3), read, value(DataType.UInt16, 2)]);
    };
    expect(permissions([{ permissions: 1 }, { permissions: 64 }])).toMatchObject({ userPermissions: 65, accessRestrictions: 2 });
    expect(permissions([])).not.toHaveProperty("userPermissions");
  });

  test("come from the namespace where the node has none of its own", () => {
    const defaults = decodeNamespaceDefaults(
      ["http://opcfoundation.org/UA/", "urn:plant"],
      [
        { object: 0, name: "NamespaceUri", value: "urn:plant" },
        { object: 0, name: "DefaultAccessRestrictions", value: 3 },
        { object: 0, name: "DefaultUserRolePermissions", value: [{ permissions: 33 }] },
      ],
    );
    expect(defaults).toEqual(new Map([[1, { userPermissions: 33, accessRestrictions: 3 }]]));
    expect(decodeRights(target, [byte(3), byte(3), unsupported, unsupported], defaults.get(1))).toMatchObject({
      userPermissions: 33,
      accessRestrictions: 3,
    });
  });

  test("of a node that is not there are nothing", () => {
    const unknown = bad(StatusCodes.BadNodeIdUnknown);
    expect(decodeRights(target, [unknown, unknown, unknown, unknown])).toBeUndefined();
  });
});

describe("the Server object", () => {
  const absent = bad(StatusCodes.BadNodeIdUnknown);
  const nothing: ServerValues = {
    state: absent,
    startTime: absent,
    currentTime: absent,
    buildInfo: absent,
    auditing: absent,
    diagnosticsEnabled: absent,
    diagnosticsSummary: absent,
    sessionSecurityDiagnostics: bad(StatusCodes.BadInternalError),
    profiles: absent,
    maxSessions: absent,
    MaxNodesPerRead: absent,
    MaxNodesPerBrowse: absent,
    MaxMonitoredItemsPerCall: absent,
    maxBrowseContinuationPoints: absent,
  };

  test("that says nothing leaves every fact absent", () => {
    expect(decodeServer(nothing)).toEqual({});
    expect(decodeCounters(nothing)).toEqual({});
  });

  test("a limit of 0 is none", () => {
    expect(decodeServer({ ...nothing, MaxNodesPerRead: value(DataType.UInt32, 0) })).toEqual({});
    expect(decodeServer({ ...nothing, MaxNodesPerRead: value(DataType.UInt32, 5) })).toEqual({
      operationLimits: { MaxNodesPerRead: 5 },
    });
  });

  test.each([
    [value(DataType.Null, null), undefined],
    [bad(StatusCodes.BadUserAccessDenied), false],
    [bad(StatusCodes.BadTooManyOperations), undefined],
  ])("session diagnostics are readable only where they were read", (read, readable) => {
    const facts = decodeServer({ ...nothing, sessionSecurityDiagnostics: read });
    expect(facts.sessionDiagnosticsReadable).toBe(readable);
  });
});

describe("signals", () => {
  test.each([
    [value(DataType.Double, 20.5), { good: 1, value: 20.5 }],
    [value(DataType.Boolean, true), { good: 1, value: 1 }],
    [value(DataType.String, "on"), { good: 1 }],
    [value(DataType.Double, Number.NaN), { good: 1 }],
    [value(DataType.Int64, [0xffff_ffff, 0xffff_fffe]), { good: 1, value: -2 }],
    [value(DataType.UInt64, [1, 0]), { good: 1, value: 4_294_967_296 }],
    [bad(StatusCodes.BadNoCommunication), { good: 0 }],
  ])("case %#", (read, expected) => {
    expect(decodeSignal(read)).toEqual(expected);
  });
});
