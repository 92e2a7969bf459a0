import { z } from "zod";
import { enterpriseSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema } from "../../model/language.ts";
import { idSchema } from "../../model/protocols/endpoint-base.ts";
import { assetIdSchema, timeSchema } from "./common.ts";

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

/** Why an edit or a table does not hold, row by row; rows count as a spreadsheet does, the heading is row 1. */
const rowErrorSchema = z.object({ row: z.int(), column: z.string(), value: z.string(), message: bilingualSchema });
export type InventoryRowError = z.infer<typeof rowErrorSchema>;

/** What a table or file of assets would change. Its operations, sent as an edit of this revision, change exactly that. */
export const assetTablePreviewSchema = z.object({
  revision: z.int(),
  errors: z.array(rowErrorSchema),
  operations: z.array(inventoryOperationSchema),
  changes: z.array(inventoryChangeSchema),
});
export type AssetTablePreview = z.infer<typeof assetTablePreviewSchema>;

/** Sites and zones as they are configured; assets are read one by one. */
export const inventoryViewSchema = z.object({
  revision: z.int(),
  /** File that was imported last; null where the inventory was made on the page alone. */
  file: z.string().nullable(),
  /** Differences between file and edits that somebody has to decide on. */
  waiting: z.int(),
  enterprise: enterpriseSchema.omit({ name: true, industry: true }).extend({
    name: bilingualSchema,
    industry: bilingualSchema.optional(),
  }),
  sites: z.array(z.record(z.string(), z.unknown())),
  assets: z.int(),
});
export type InventoryView = z.infer<typeof inventoryViewSchema>;

/** An asset as it is configured, in the form of inventory files. */
export const assetConfigurationSchema = z.object({
  revision: z.int(),
  id: assetIdSchema,
  asset: z.record(z.string(), z.unknown()),
});
export type AssetConfiguration = z.infer<typeof assetConfigurationSchema>;

/** Where the file says otherwise than what was edited. */
export const fileDifferenceSchema = z.object({
  element: z.string(),
  field: z.string().nullable(),
  /** null: there is none. */
  file: z.unknown(),
  edited: z.unknown(),
  by: z.string(),
  at: timeSchema,
  /** The file has changed since the edit, and somebody has to decide. */
  waiting: z.boolean(),
});
export type FileDifferenceView = z.infer<typeof fileDifferenceSchema>;
export const fileDifferencesSchema = z.object({
  revision: z.int(),
  file: z.string().nullable(),
  items: z.array(fileDifferenceSchema),
});
export type FileDifferences = z.infer<typeof fileDifferencesSchema>;

/** Takes the file's value, or keeps the edit although the file says otherwise. */
export const differenceDecisionsSchema = z.strictObject({
  revision: z.int().min(1),
  decisions: z
    .array(z.strictObject({ element: elementSchema, field: z.string().max(100).nullable(), take: z.enum(["file", "edit"]) }))
    .min(1)
    .max(mostOperations),
});
export type DifferenceDecisions = z.infer<typeof differenceDecisionsSchema>;

/** A new enterprise with its first site; assets follow as edits. */
export const enterpriseCreateSchema = z.strictObject({
  enterprise: enterpriseSchema.omit({ simulated: true }),
  site: z.strictObject({
    id: idSchema,
    name: enterpriseSchema.shape.name,
    collector: idSchema,
    /** The zone from which the collector looks. */
    zone: z.strictObject({ id: idSchema, name: enterpriseSchema.shape.name }).optional(),
  }),
});
export type EnterpriseCreate = z.input<typeof enterpriseCreateSchema>;
