import { z } from "zod";

/** Facts of the Modbus probes. Function codes and exceptions after Modbus Application Protocol 1.1b3. */

const text = z.string().max(1000);
/** Exception codes of section 7; 0x0A and 0x0B are the gateway speaking. */
const exceptionSchema = z.strictObject({ function: text, code: z.number() });

export const identifyFactsSchema = z.strictObject({
  /** Objects of FC 43/14 by their names (VendorName, ProductCode, MajorMinorRevision, …), NULs trimmed. */
  objects: z.record(text, text).optional(),
  /** FC 17: the identifier as text and as hexadecimal digits, without the run byte. */
  serverId: z.strictObject({ text, hex: text }).optional(),
  /** FC 17's run indicator, absent where the layout is not known. */
  running: z.boolean().optional(),
  /** Functions that answered with an exception. */
  exceptions: z.array(exceptionSchema),
});
export type IdentifyFacts = z.infer<typeof identifyFactsSchema>;

export const healthFactsSchema = z.strictObject({
  /** True where data came; false where an exception did. Either way the unit lives. */
  served: z.boolean(),
  exception: z.number().optional(),
  /** Local address of the connection as the device saw it. */
  client: text,
  encrypted: z.boolean(),
  /** The newest three breaks of the protocol within the last day, such as `wrong-unit`; absent where there was none. */
  violations: z.array(text).max(3).optional(),
  /** Health probes answered over the last day, in percent rounded down to a step; absent below twenty runs and within the first hour. */
  availabilityPercent: z.number().optional(),
  /** Reads of the collector answered with an exception over the last hour, likewise; absent below twenty reads. */
  exceptionSharePercent: z.number().optional(),
});
export type HealthFacts = z.infer<typeof healthFactsSchema>;

export const baselineFactsSchema = z.strictObject({
  registers: z.record(text, z.array(z.number())),
  exceptions: z.array(exceptionSchema),
});
export type BaselineFacts = z.infer<typeof baselineFactsSchema>;

/** Counters that only grow, except by a wrap at 16 bits or a restart (sections 6.8 and 6.9); their values are samples. */
const countersSchema = z.record(text, z.number());

export const diagnosticsFactsSchema = z.strictObject({
  /** Functions whose counter was answered, such as `8/13` and `11`. */
  counters: z.array(text),
  exceptions: z.array(exceptionSchema),
  /** Whether two readings were there to compare. */
  compared: z.boolean(),
  /** The last time that a counter was lower than in the reading before. */
  wentBack: z
    .strictObject({ at: z.iso.datetime(), afterSeconds: z.number(), before: countersSchema, after: countersSchema })
    .optional(),
  /**
   * Exceptions in percent of the messages to this unit over the last hour, those to the collector's own unsupported functions
   * taken out, rounded down to a step; absent where there were too few messages.
   */
  exceptionSharePercent: z.number().optional(),
});
export type DiagnosticsFacts = z.infer<typeof diagnosticsFactsSchema>;

/** What a certificate of a Modbus/TCP Security server says, as parsed by OpenSSL. */
export const tlsCertificateSchema = z.strictObject({
  sha256: text,
  subject: text,
  issuer: text,
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  keyType: text,
  keyBits: z.number().optional(),
  /** Hash of the signature algorithm, such as `SHA-256`; absent where unknown. */
  signatureHash: text.optional(),
});

export const tlsVersions = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;

export const tlsFactsSchema = z.strictObject({
  /** Each version offered alone: whether a handshake came about. Absent where it could not be told. */
  handshakes: z.partialRecord(z.enum(tlsVersions), z.boolean()),
  certificate: tlsCertificateSchema.optional(),
  /**
   * A read without client certificate: answered (with data or an exception of the unit), refused by the handshake or an alert, or
   * closed without a word. Absent where neither came.
   */
  withoutClientCertificate: z.enum(["answered", "refused", "closed"]).optional(),
});
export type TlsFacts = z.infer<typeof tlsFactsSchema>;

export const unitsFactsSchema = z.strictObject({
  /** Unit ids that answered with data or an exception of their own, ascending. */
  answered: z.array(z.int()),
  /** Unit ids for which the gateway spoke (0x0A, 0x0B): nothing is known of them. */
  gatewaySpoke: z.array(z.int()),
  /** Unit ids without a valid answer. */
  silent: z.array(z.int()),
});
export type UnitsFacts = z.infer<typeof unitsFactsSchema>;
