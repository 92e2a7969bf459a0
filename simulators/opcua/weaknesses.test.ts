import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AttributeIds,
  type CreateSessionResponse,
  type EndpointDescription,
  MessageSecurityMode,
  SecurityPolicy,
  UserTokenType,
} from "node-opcua";
import { convertPEMtoDER, exploreCertificate, exploreCertificateRevocationList, split_der } from "node-opcua-crypto";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day, systemClock } from "../../model/instant.ts";
import { simulatedPassword } from "../passwords.ts";
import { type ClientIdentity, clientIdentity, createSessionOverNone, inSession, listEndpoints } from "../testing/bare-client.ts";
import { opcuaDevice } from "../testing/declare.ts";
import { authorityFor } from "./authority.ts";
import { simulator } from "./device.ts";
import { type WeaknessName, weaknessNames } from "./weakness.ts";

/** What a bare client sees of a server, from outside and inside. */
interface Look {
  readonly endpoints: readonly EndpointDescription[];
  readonly certificate: X509Certificate;
  /** What the server sends after its own, and the authority that the plant declares. */
  readonly issuers: readonly X509Certificate[];
  readonly authority: X509Certificate;
  /** The newest revocation list that the plant has of it. */
  readonly revocations: ReturnType<typeof exploreCertificateRevocationList>["tbsCertList"] | undefined;
  readonly signatureAlgorithm: string;
  readonly overNone: string;
  /** Statuses of a stranger's certificate on the strongest endpoint: how far it came. */
  readonly stranger: string;
  /** How far the maker's account came under the trusted certificate. */
  readonly factory: string;
  /** The session by which the rest was seen: a stranger's where one is let in, else the trusted user's. */
  readonly anonymous: boolean;
  readonly values: ReadonlyMap<string, unknown>;
  readonly created: CreateSessionResponse | undefined;
  /** Nodes that the objects folder and those below it refer to, and the fate of a session that goes on asking. */
  readonly referred: readonly string[];
  readonly ended: boolean;
}

const level = "ns=1;s=Tank.Level";
const setpoint = "ns=1;s=Process.TemperatureSetpoint";
const method = "ns=1;s=Process.StartBatch";
const nodes = {
  state: ["i=2259", AttributeIds.Value],
  currentTime: ["i=2258", AttributeIds.Value],
  auditing: ["i=2994", AttributeIds.Value],
  profiles: ["i=2269", AttributeIds.Value],
  product: ["i=2261", AttributeIds.Value],
  currentSessions: ["i=2277", AttributeIds.Value],
  maxSessions: ["i=24095", AttributeIds.Value],
  securityDiagnostics: ["i=3708", AttributeIds.Value],
  level: [level, AttributeIds.Value],
  writable: [setpoint, AttributeIds.UserAccessLevel],
  executable: [method, AttributeIds.UserExecutable],
  changesState: ["i=12886", AttributeIds.UserExecutable],
} as const;

const credentials = { user: "plantwatch", passwordEnv: "TANK_PASSWORD" };
const factoryAccount = { user: "admin", passwordEnv: "FACTORY_PASSWORD" };
let folder: string;
let trusted: ClientIdentity;
let stranger: ClientIdentity;
let well: Look;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "weaknesses-"));
  trusted = await clientIdentity("trusted", join(folder, "trusted"));
  stranger = await clientIdentity("stranger", join(folder, "stranger"));
  well = await lookAt([]);
});
afterAll(() => rm(folder, { recursive: true }));

async function lookAt(weaknesses: readonly string[]): Promise<Look> {
  const device = await simulator.start(opcuaDevice({ weaknesses, credentials, factoryAccount, authority: "plant" }), {
    clock: systemClock,
    log: pino({ level: "silent" }),
    trustedClientPems: [trusted.pem],
    dataDir: join(folder, "devices"),
  });
  try {
    const endpoint = device.endpoints[0];
    return await look(endpoint?.url ?? "", endpoint?.authorityPem ?? (await plantAuthority()));
  } finally {
    await device.stop();
  }
}

async function plantAuthority(): Promise<string> {
  return (await authorityFor("plant", join(folder, "devices"), systemClock.now())).certificatePem;
}

async function look(url: string, authorityPem: string): Promise<Look> {
  const endpoints = await listEndpoints(url, trusted);
  const strongest = endpoints.toSorted((a, b) => b.securityLevel - a.securityLevel)[0];
  const none = endpoints.find(({ securityMode }) => securityMode === MessageSecurityMode.None);
  const anonymous = has(strongest, UserTokenType.Anonymous);
  const user = { name: credentials.user, password: simulatedPassword(7, credentials.passwordEnv) };
  const maker = { name: factoryAccount.user, password: simulatedPassword(7, factoryAccount.passwordEnv) };
  const seen = await inSession(url, trusted, strongest ?? none, anonymous ? undefined : user, async (session, created) => {
    const values = await session.read(Object.values(nodes).map(([nodeId, attributeId]) => ({ nodeId, attributeId })));
    const folders = ["i=85", "ns=1;s=Archive.7"];
    const browsed = await session.browse(
      folders.map((nodeId) => ({ nodeId, referenceTypeId: "HierarchicalReferences", resultMask: 63 })),
    );
    // The library's client puts a new session in the place of one that the server ended.
    const before = session.sessionId.toString();
    await session.read({ nodeId: "i=2259" }).catch(() => undefined);
    return {
      ended: session.sessionId.toString() !== before,
      referred: browsed.flatMap(({ references }) => (references ?? []).map(({ nodeId }) => nodeId.toString())),
      created,
      values: new Map(
        Object.keys(nodes).map((name, index) => [name, values[index]?.value.value ?? values[index]?.statusCode.name]),
      ),
    };
  });
  const strangers = await inSession(url, stranger, strongest, anonymous ? undefined : user, async () => "inside");
  const factory = await inSession(url, trusted, strongest, maker, async () => "inside");
  const [list] = authorityPem.match(/-----BEGIN X509 CRL-----[\s\S]+/) ?? [];
  const [own = Buffer.alloc(0), ...issuers] = split_der(strongest?.serverCertificate ?? Buffer.alloc(0));
  return {
    endpoints,
    anonymous,
    authority: new X509Certificate(authorityPem),
    revocations: list === undefined ? undefined : exploreCertificateRevocationList(convertPEMtoDER(list)).tbsCertList,
    certificate: new X509Certificate(own),
    issuers: issuers.map((der) => new X509Certificate(der)),
    signatureAlgorithm: exploreCertificate(own).signatureAlgorithm.identifier,
    overNone: await createSessionOverNone(url),
    stranger: typeof strangers === "string" ? strangers : strangers.refused,
    factory: typeof factory === "string" ? factory : factory.refused,
    values: "values" in seen ? seen.values : new Map(),
    created: "created" in seen ? seen.created : undefined,
    referred: "referred" in seen ? seen.referred : [],
    ended: "ended" in seen && seen.ended,
  };
}

function has(endpoint: EndpointDescription | undefined, type: UserTokenType): boolean {
  return (endpoint?.userIdentityTokens ?? []).some(({ tokenType }) => tokenType === type);
}

const offers =
  (policy: SecurityPolicy) =>
  ({ endpoints }: Look) =>
    endpoints.some(({ securityPolicyUri }) => securityPolicyUri === policy);
const namesToken =
  (mode: (mode: MessageSecurityMode) => boolean, policy: string) =>
  ({ endpoints }: Look) =>
    endpoints
      .filter(({ securityMode }) => mode(securityMode))
      .flatMap(({ userIdentityTokens }) => userIdentityTokens ?? [])
      .some(({ tokenType, securityPolicyUri }) => tokenType === UserTokenType.UserName && securityPolicyUri === policy);
const isNone = (mode: MessageSecurityMode) => mode === MessageSecurityMode.None;
const isSecured = (mode: MessageSecurityMode) => mode !== MessageSecurityMode.None;

const serial = (number: string) => BigInt(`0x${number.replaceAll(":", "")}`);

/** How each weakness shows to someone who knows nothing of how it was made. */
const symptoms: Readonly<Record<WeaknessName, (look: Look) => boolean>> = {
  "only-none": ({ endpoints }) => endpoints.every(({ securityMode }) => isNone(securityMode)),
  "none-offered": ({ overNone }) => overNone === "Good",
  "sign-only": ({ endpoints }) => endpoints.every(({ securityMode }) => securityMode === MessageSecurityMode.Sign),
  "policies-outdated": ({ endpoints }) =>
    endpoints.every(({ securityPolicyUri }) => /#(Basic128Rsa15|Basic256)$/.test(securityPolicyUri ?? "")),
  "policy-basic128rsa15": offers(SecurityPolicy.Basic128Rsa15),
  "policy-basic256": offers(SecurityPolicy.Basic256),
  "token-policy-basic256": namesToken(isSecured, SecurityPolicy.Basic256),
  "anonymous-session": ({ anonymous }) => anonymous,
  "anonymous-read": ({ anonymous, values }) => anonymous && typeof values.get("level") === "number",
  "anonymous-write": ({ anonymous, values }) => anonymous && values.get("writable") === 3,
  "anonymous-call": ({ anonymous, values }) => anonymous && values.get("executable") === true,
  "server-config-exposed": ({ anonymous, values }) => anonymous && values.get("changesState") === true,
  "default-credentials": ({ factory }) => factory === "inside",
  "password-plaintext": namesToken(isNone, SecurityPolicy.None),
  "password-on-none": namesToken(isNone, SecurityPolicy.Basic256Sha256),
  "endpoints-differ": ({ endpoints, created }) => created?.serverEndpoints?.length !== endpoints.length,
  "trusts-any-client": ({ stranger }) => stranger === "inside",
  "certificate-expired": ({ certificate }) => certificate.validToDate.getTime() < systemClock.now(),
  "certificate-expiring": ({ certificate }) => certificate.validToDate.getTime() - systemClock.now() < 30 * day,
  "certificate-key-1024": ({ certificate }) => certificate.publicKey.asymmetricKeyDetails?.modulusLength === 1024,
  "certificate-sha1": ({ signatureAlgorithm }) => signatureAlgorithm === "sha1WithRSAEncryption",
  "certificate-self-signed": ({ certificate }) =>
    certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
  "certificate-chain-incomplete": ({ certificate, issuers, authority }) =>
    ![certificate, authority, ...issuers].some(
      (issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey),
    ),
  "certificate-issuer-expired": ({ issuers }) => issuers.some(({ validToDate }) => validToDate.getTime() < systemClock.now()),
  "certificate-usage": ({ certificate }) => certificate.ca,
  "certificate-wrong-uri": ({ certificate, endpoints }) =>
    certificate.subjectAltName?.includes(`URI:${endpoints[0]?.server.applicationUri}`) !== true,
  "certificate-wrong-host": ({ certificate }) => certificate.checkIP("127.0.0.1") === undefined,
  "certificate-shared-key": ({ certificate }) => certificate.publicKey.export({ type: "spki", format: "pem" }) === sharedKey,
  "certificate-revoked": ({ certificate, revocations }) =>
    revocations?.revokedCertificates.some(
      ({ userCertificate }) => serial(userCertificate) === serial(certificate.serialNumber),
    ) === true,
  "revocation-list-missing": ({ revocations }) => revocations === undefined,
  "revocation-list-stale": ({ revocations }) => (revocations?.nextUpdate?.getTime() ?? Infinity) < systemClock.now(),
  "nonce-short": ({ created, values }) => (created?.serverNonce?.length ?? (values.size === 0 ? 0 : 32)) < 32,
  "session-diagnostics-open": ({ anonymous, values }) => anonymous && Array.isArray(values.get("securityDiagnostics")),
  "audit-off": ({ values }) => values.get("auditing") === false,
  "clock-skew": ({ values }) => Math.abs(systemClock.now() - Number(values.get("currentTime"))) > 60_000,
  "sessions-exhausted": ({ values }) => Number(values.get("currentSessions")) >= 0.9 * Number(values.get("maxSessions")),
  "not-running": ({ values }) => values.get("state") !== 0,
  "roles-absent": ({ values, endpoints }) =>
    !String(values.get("profiles")).includes("Role") && !endpoints.some((endpoint) => has(endpoint, UserTokenType.UserName)),
  "demo-server": ({ values }) => values.get("product") === "NodeOPCUA-Server",
  "endpoint-undeclared": ({ endpoints }) => new Set(endpoints.map(({ endpointUrl }) => endpointUrl)).size > 1,
  "references-loop": ({ referred }) => referred.includes("ns=0;i=85"),
  "nodes-100000": ({ referred }) => referred.length >= 200,
  "sessions-cut": ({ ended }) => ended,
};

let sharedKey: string | Buffer | undefined;

describe("every weakness of an OPC UA server", () => {
  it.each(weaknessNames)("%s shows on the wire, and not on a server that is kept well", async (name) => {
    if (name === "certificate-shared-key") {
      const other = await lookAt([name, "audit-off"]);
      sharedKey = other.certificate.publicKey.export({ type: "spki", format: "pem" });
    }
    expect(symptoms[name](well)).toBe(false);
    expect(symptoms[name](await lookAt([name]))).toBe(true);
  });
});
