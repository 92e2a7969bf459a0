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
});
export type HealthFacts = z.infer<typeof healthFactsSchema>;

export const baselineFactsSchema = z.strictObject({
  registers: z.record(text, z.array(z.number())),
  exceptions: z.array(exceptionSchema),
});
export type BaselineFacts = z.infer<typeof baselineFactsSchema>;
