import { z } from "zod";
import { timeSchema } from "./common.ts";

const id = "[a-z0-9][a-z0-9-]{0,62}";

/** Where a part of an inventory is: `enterprise`, `sites/S`, `sites/S/zones/Z`, `sites/S/conduits/C`, `assets/A`, `assets/A/endpoints/E`. */
export const elementSchema = z
  .string()
  .regex(
    new RegExp(`^(enterprise|sites/${id}(/(zones|conduits)/${id})?|assets/${id}(/endpoints/${id})?)$`),
    "expected a part of the inventory, such as assets/plc-1 or sites/east/zones/control",
  );

/** Fields of a part in the form of inventory files. */
const fieldsSchema = z.record(z.string().max(100), z.unknown());

/** One change of an inventory. Parts in a part (the endpoints of an asset) are changed by their own addresses. */
export const inventoryOperationSchema = z.discriminatedUnion("action", [
  /** Adds a part that is not there. Its parts (`zones`, `conduits`, `endpoints`) may stand in it, as in a file. */
  z.strictObject({ action: z.literal("add"), element: elementSchema, value: fieldsSchema }),
  /** Changes the named fields; null takes an optional one away. */
  z.strictObject({ action: z.literal("change"), element: elementSchema, fields: fieldsSchema }),
  /** Takes a part away with everything in it. */
  z.strictObject({ action: z.literal("remove"), element: elementSchema }),
]);
export type InventoryOperation = z.infer<typeof inventoryOperationSchema>;

/** Most operations of one edit. */
export const mostOperations = 20_000;

export const inventoryEditSchema = z.strictObject({
  /** The revision that the person saw; another one answers 409, and what was written is kept. */
  revision: z.int().min(1),
  operations: z.array(inventoryOperationSchema).min(1).max(mostOperations),
});
export type InventoryEdit = z.infer<typeof inventoryEditSchema>;

/** One value that an edit changes; null where there is none. */
export const inventoryChangeSchema = z.object({
  element: z.string(),
  /** null: the whole part came or went. */
  field: z.string().nullable(),
  from: z.unknown(),
  to: z.unknown(),
});
export type InventoryChangeView = z.infer<typeof inventoryChangeSchema>;

export const inventoryEditedSchema = z.object({ revision: z.int(), changes: z.array(inventoryChangeSchema) });

/** Why an edit does not hold; nothing of it was taken. */
export const inventoryRefusalSchema = z.object({
  code: z.literal("inventory-invalid"),
  message: z.string(),
  issues: z.array(
    z.object({
      /** As a file would name it: `assets[2].endpoints[0].url`. */
      path: z.string(),
      element: z.string(),
      field: z.string().nullable(),
      message: z.string(),
    }),
  ),
});
export type InventoryIssue = z.infer<typeof inventoryRefusalSchema>["issues"][number];

/** An edit as it was made; `late` ones came too late to count. */
export const keptEditSchema = z.object({
  revision: z.int(),
  by: z.string(),
  at: timeSchema,
  late: z.boolean(),
  changes: z.array(inventoryChangeSchema),
});
