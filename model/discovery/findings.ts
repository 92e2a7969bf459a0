import { z } from "zod";
import { registerTableSchema } from "../protocols/modbus/endpoint.ts";
import { identifyFactsSchema } from "../protocols/modbus/facts.ts";
import { discoveryFactsSchema } from "../protocols/opcua/facts.ts";

/** What a look at a device found that nobody has declared yet: raw, as it was read. */

const text = z.string().max(2000);
const address = z.int().min(0).max(65_535);

export const readableRangeSchema = z.strictObject({
  first: address,
  last: address,
  /** Values from `first` on; beyond them the range was only sampled. */
  values: z.array(z.int().min(0).max(65_535)).max(512).readonly(),
});

export const tableFindingsSchema = z.strictObject({
  table: registerTableSchema,
  ranges: z.array(readableRangeSchema).max(32).readonly(),
  ended: z.enum(["searched", "no-function", "no-answer", "busy", "budget"]),
  /** The most that one read may ask for, where the device takes less than the protocol allows. */
  mostPerRead: z.int().positive().optional(),
});
export type TableFindings = z.infer<typeof tableFindingsSchema>;

export const unitFindingsSchema = z.strictObject({
  unit: z.int().min(0).max(255),
  url: text,
  identity: identifyFactsSchema,
  tables: z.array(tableFindingsSchema).max(4).readonly(),
});
export type UnitFindings = z.infer<typeof unitFindingsSchema>;

export const modbusFindingsSchema = z.strictObject({
  protocol: z.literal("modbus"),
  units: z.array(unitFindingsSchema).max(248).readonly(),
  /** Unit ids that were asked and gave no answer of their own, with the reason's code. */
  silent: z
    .array(z.strictObject({ unit: z.int(), code: text }))
    .max(256)
    .readonly(),
  gatewaySpoke: z.boolean(),
  ignoresUnitId: z.boolean(),
  /** Set where the look ended before its end. */
  cutShort: z.enum(["budget", "stopped"]).optional(),
});

export const opcuaFindingsSchema = z.strictObject({
  protocol: z.literal("opcua"),
  url: text,
  discovery: discoveryFactsSchema,
  inside: z
    .strictObject({
      namespaces: z.array(text).max(200),
      identity: z.strictObject({ vendor: text.optional(), product: text.optional(), version: text.optional() }),
      variables: z.array(z.strictObject({ nodeId: text, name: text, dataType: text, value: z.number() })).max(1000),
      complete: z.boolean(),
    })
    .optional(),
  cutShort: text.optional(),
});
export type ServerFindings = z.infer<typeof opcuaFindingsSchema>;

export const lookFindingsSchema = z.discriminatedUnion("protocol", [modbusFindingsSchema, opcuaFindingsSchema]);
export type LookFindings = z.infer<typeof lookFindingsSchema>;
