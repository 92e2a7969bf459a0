import { z } from "zod";
import { durationSchema } from "../../instant.ts";
import { endpointBase } from "../endpoint-base.ts";

const nodeIdSchema = z.string().regex(/^(ns=\d+;)?[isgb]=.+$/, "expected a node id such as ns=2;s=Tank.Level or i=2258");

/** A process value that is subscribed to. */
export const opcuaSignalSchema = z.strictObject({ id: z.string().min(1), nodeId: nodeIdSchema, unit: z.string().optional() });

/** One OPC UA server address of an asset (`opc.tcp`). */
export const opcuaEndpointSchema = z.strictObject({
  ...endpointBase,
  protocol: z.literal("opcua"),
  url: z.string().regex(/^opc\.tcp:\/\/[^/]+/, "expected opc.tcp://host:port/path"),
  /** When the operator told the server to trust the collector's certificate; from then on it is no stranger's. */
  trustedAt: z.iso.datetime({ offset: true }).optional(),
  /** SHA-256 (hex) of the server certificate to which credentials may be sent. */
  pinnedCertificateSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits, lower case")
    .optional(),
  /** The configured identity; the password is read from the environment of the collector, never from this file. */
  credentials: z.strictObject({ user: z.string().min(1), passwordEnv: z.string().min(1) }).optional(),
  /** DNS names, addresses and whole URLs (opc.tcp://…) under which the server is known beside the dialled one. */
  aliases: z.array(z.string()).default([]),
  /** PEM text of the certificate authority that is declared for this server, with its revocation lists. */
  authority: z.string().optional(),
  /** Nodes whose access must be tried even when browsing does not reach them. */
  criticalNodes: z.array(nodeIdSchema).default([]),
  signals: z.array(opcuaSignalSchema).default([]),
  maxClockSkew: durationSchema.default(10_000),
  /** Rejected sessions in an hour that are still everyday mistakes. */
  maxRejectedSessionsPerHour: z.int().positive().default(60),
  /** Name of the redundancy set or multi-homed host that the server belongs to: its members may share a key and stand by. */
  redundancySet: z.string().min(1).optional(),
  /** An account that the maker ships and nobody uses; tried once a month where `onRequest` names opcua.default-credentials. */
  factoryAccount: z.strictObject({ user: z.string().min(1), passwordEnv: z.string().min(1) }).optional(),
  maxReferences: z.int().positive().max(20_000).default(500),
});
export type OpcuaEndpoint = z.output<typeof opcuaEndpointSchema>;
