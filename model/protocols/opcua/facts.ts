import { z } from "zod";

/** Facts of the OPC UA probes: names and shapes after OPC 10000-4. What the driver could not learn is absent. */

export const securityModeSchema = z.enum(["Invalid", "None", "Sign", "SignAndEncrypt"]);
export const tokenTypeSchema = z.enum(["Anonymous", "UserName", "Certificate", "IssuedToken"]);
const text = z.string().max(2000);

/** OPC 10000-4, 7.2. */
export const applicationSchema = z.strictObject({
  applicationUri: text,
  productUri: text,
  applicationName: text,
  applicationType: z.enum(["Server", "Client", "ClientAndServer", "DiscoveryServer"]),
  discoveryUrls: z.array(text),
});

/** OPC 10000-4, 7.41. */
export const userTokenSchema = z.strictObject({
  policyId: text,
  type: tokenTypeSchema,
  /** Empty: the endpoint's own policy protects the secret. */
  securityPolicyUri: text,
});

/** OPC 10000-4, 7.14, with its certificate as a digest into `certificates`. */
export const endpointFactsSchema = z.strictObject({
  endpointUrl: text,
  applicationUri: text,
  securityMode: securityModeSchema,
  securityPolicyUri: text,
  transportProfileUri: text,
  securityLevel: z.number(),
  /** SHA-256 (hex) of the leaf; absent where the server sends none. */
  certificateSha256: z.string().optional(),
  userTokens: z.array(userTokenSchema),
});
export type EndpointFacts = z.infer<typeof endpointFactsSchema>;

/** An X.509 certificate (RFC 5280) as parsed by OpenSSL. */
export const certificateFactsSchema = z.strictObject({
  sha256: z.string(),
  /** The chain in which the server sent it: digests from leaf to root. */
  chain: z.array(z.string()),
  subject: text,
  issuer: text,
  serialNumber: text,
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  keyType: text,
  keyBits: z.number().optional(),
  /** Hash of the signature algorithm, such as `SHA-256`; absent where unknown. */
  signatureHash: text.optional(),
  publicKeySha256: z.string(),
  selfSigned: z.boolean(),
  isAuthority: z.boolean(),
  /** Names of RFC 5280, 4.2.1.3; absent where the extension is. */
  keyUsage: z.array(text).optional(),
  applicationUris: z.array(text),
  dnsNames: z.array(text),
  ipAddresses: z.array(text),
  pem: z.string().max(20_000),
});
export type CertificateFacts = z.infer<typeof certificateFactsSchema>;

export const discoveryFactsSchema = z.strictObject({
  servers: z.array(applicationSchema),
  /** Status code by which FindServers was refused; `servers` says nothing then. */
  findServersStatus: text.optional(),
  application: applicationSchema,
  endpoints: z.array(endpointFactsSchema),
  certificates: z.array(certificateFactsSchema),
});
export type DiscoveryFacts = z.infer<typeof discoveryFactsSchema>;

/** How far an attempt came, with the status code that ended it (OPC 10000-4, 7.39). */
export const attemptSchema = z.strictObject({
  securityMode: securityModeSchema,
  securityPolicyUri: text,
  /** Whose certificate was shown: the collector's, its stable stranger's, or none (mode None). */
  shown: z.enum(["collector", "stranger", "none"]),
  /** The inventory says that the server was told to trust that certificate. */
  trusted: z.boolean(),
  reached: z.enum(["nothing", "channel", "session", "activated"]),
  /** Symbolic name such as `BadSecurityChecksFailed`; absent where nothing failed or no code came. */
  statusCode: text.optional(),
  /** True where the peer closed the socket without a status. */
  dropped: z.boolean().optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const channelFactsSchema = z.strictObject({
  /** Absent: the server offers no encrypted endpoint that we speak. */
  attempt: attemptSchema.optional(),
  /** The same with the stranger certificate; on request only. */
  stranger: attemptSchema.optional(),
  /** The collector's certificate once more, where the server dropped the stranger's without a word. */
  afterStranger: attemptSchema.optional(),
  /** Endpoint list of CreateSession's answer on the secured channel; absent where there was none. */
  endpoints: z.array(endpointFactsSchema).optional(),
  /** Length in bytes of every nonce that the server sent on secured channels, and whether two were equal. */
  nonces: z.strictObject({ lengths: z.array(z.number()), repeated: z.boolean() }).optional(),
});
export type ChannelFacts = z.infer<typeof channelFactsSchema>;

export const buildInfoSchema = z.strictObject({
  productUri: text,
  manufacturerName: text,
  productName: text,
  softwareVersion: text,
  buildNumber: text,
  buildDate: z.iso.datetime().optional(),
});

/** What a session may see, and as whom. */
export const sessionFactsSchema = z.strictObject({
  /** A session without identity over mode None: the view of a stranger. Absent: it was not tried. */
  overNone: attemptSchema.extend({ listed: z.boolean() }).optional(),
  /** A session without identity over the strongest secured offer. Absent: it was not tried. */
  overEncrypted: attemptSchema.optional(),
  /** The configured identity over an encrypted channel to the pinned server. Absent: none is configured or it may not be sent. */
  configured: attemptSchema.optional(),
  /** The session by which the rest was read. */
  session: attemptSchema.extend({ identity: z.enum(["anonymous", "user-name"]) }).optional(),
  /** Endpoint list of CreateSession's answer; absent where the server sent none. */
  endpoints: z.array(endpointFactsSchema).optional(),
  state: z
    .enum(["Running", "Failed", "NoConfiguration", "Suspended", "Shutdown", "Test", "CommunicationFault", "Unknown"])
    .optional(),
  startTime: z.iso.datetime().optional(),
  buildInfo: buildInfoSchema.optional(),
  auditing: z.boolean().optional(),
  diagnosticsEnabled: z.boolean().optional(),
  profiles: z.array(text).optional(),
  operationLimits: z.record(z.string(), z.number()).optional(),
  maxSessions: z.number().optional(),
  /** Sessions of others as a share of the maximum, in steps of ten so that facts stay still. */
  sessionsUsedPercent: z.number().optional(),
  /** Growth of the rejected counters over one interval of this probe, our own subtracted; absent after a restart. */
  rejections: z.strictObject({ sessions: z.number(), requests: z.number(), perSeconds: z.number() }).optional(),
  /** Whether SessionSecurityDiagnosticsArray (i=3708) could be read. */
  sessionDiagnosticsReadable: z.boolean().optional(),
  /** The server's clock less ours at the middle of the request; only kept in steps of a second so that facts stay still. */
  clockSkewSeconds: z.number().optional(),
});
export type SessionFacts = z.infer<typeof sessionFactsSchema>;

const accessNodeSchema = z.strictObject({
  nodeId: text,
  name: text,
  nodeClass: z.enum(["Variable", "Method"]),
  accessLevel: z.number().optional(),
  userAccessLevel: z.number().optional(),
  executable: z.boolean().optional(),
  userExecutable: z.boolean().optional(),
  /** Permission bits of UserRolePermissions (OPC 10000-3, 8.55), or-ed; absent where the server has none. */
  userPermissions: z.number().optional(),
  accessRestrictions: z.number().optional(),
  /** Whether the value could be read; absent where it was not tried. */
  valueRead: z.boolean().optional(),
});
export type AccessNode = z.infer<typeof accessNodeSchema>;

export const accessFactsSchema = z.strictObject({
  /** The session by which it was seen. */
  session: attemptSchema.extend({ identity: z.enum(["anonymous", "user-name"]) }),
  nodes: z.array(accessNodeSchema),
  /** True where browsing reached the end of the tree within its bounds. */
  exhausted: z.boolean(),
  /** Declared critical nodes that did not answer. */
  criticalMissing: z.array(text),
  /** Whether SessionSecurityDiagnosticsArray (i=3708) could be read by this session. */
  sessionDiagnosticsReadable: z.boolean().optional(),
  requests: z.number(),
});
export type AccessFacts = z.infer<typeof accessFactsSchema>;

/** One try of the account that the maker ships. */
export const defaultCredentialsFactsSchema = z.strictObject({ attempt: attemptSchema, user: text });
export type DefaultCredentialsFacts = z.infer<typeof defaultCredentialsFactsSchema>;
