import { z } from "zod";
import { activityKinds } from "../../model/activity.ts";
import {
  addressRecordSchema,
  addressRoles,
  addressStepKinds,
  registerSettingsSchema,
  statutoryUpdateDays,
} from "../../model/addresses/address-register.ts";
import { bilingualSchema } from "../../model/language.ts";
import { importRowErrorSchema } from "./attestations.ts";
import { timeSchema } from "./common.ts";

const day = timeSchema.nullable();

/** A record of the list; days are the beginning of the day. */
export const addressRecordViewSchema = addressRecordSchema.extend({
  source: z.string(),
  allocatedTo: z.string(),
  allocationMethod: addressRecordSchema.shape.allocationMethod.unwrap(),
  allocatedOn: day,
  user: z.string(),
  purpose: z.string(),
  place: z.string(),
  use: addressRecordSchema.shape.use.unwrap(),
  /** The asset that the record names, qualified; the inventory may not know it. */
  assetId: z.string().nullable(),
  responsible: z.string(),
  contact: z.string(),
  recordNo: z.string(),
  recordedOn: day,
  verifiedOn: day,
  changedOn: day,
});
export type AddressRecordView = z.infer<typeof addressRecordViewSchema>;

/** Something that a person did about an address. */
export const addressStepViewSchema = z.object({
  id: z.string(),
  address: z.string(),
  kind: z.enum(addressStepKinds),
  doneAt: timeSchema,
  responsible: z.string(),
  recipient: z.string(),
  remark: z.string(),
  recordedBy: z.string(),
  recordedAt: timeSchema,
});
export type AddressStepView = z.infer<typeof addressStepViewSchema>;

export const addressStepCreateSchema = z
  .strictObject({
    address: z.union([z.ipv4(), z.ipv6()]),
    kind: z.enum(addressStepKinds),
    doneAt: timeSchema,
    responsible: z.string().trim().min(1).max(200),
    recipient: z.string().trim().max(200).default(""),
    remark: z.string().trim().max(2000).default(""),
  })
  .refine(({ kind, recipient }) => kind !== "reported" || recipient !== "", {
    path: ["recipient"],
    error: "expected to whom it was reported",
  });
export type AddressStepCreate = z.input<typeof addressStepCreateSchema>;

export const addressDifferenceKinds = ["unrecorded", "wrong", "stale", "partly-recorded"] as const;

/** A difference between the list and the plant, with its clock. */
export const addressDifferenceViewSchema = z.object({
  kind: z.enum(addressDifferenceKinds),
  checkId: z.string(),
  because: bilingualSchema,
  /** The finding that it belongs to; null until it has been judged. */
  findingId: z.string().nullable(),
  since: timeSchema.nullable(),
  /** By when the record must be right: working days from the discovery. */
  dueAt: timeSchema.nullable(),
  overdue: z.boolean(),
  /** Who puts it right: as the ledger says, else the record, else who answers for the list. */
  responsible: z.string().nullable(),
  /** Whether the address is to be cut off and reported at once (by users: to their provider). */
  cutOffDemanded: z.boolean(),
  cutOff: addressStepViewSchema.nullable(),
  reported: addressStepViewSchema.nullable(),
});
export type AddressDifferenceView = z.infer<typeof addressDifferenceViewSchema>;

/** An address in use, or a record that no address in use falls into. */
export const addressRowSchema = z.object({
  address: z.string(),
  /** The asset that has it, qualified. */
  assetId: z.string().nullable(),
  assetName: bilingualSchema.nullable(),
  siteName: bilingualSchema.nullable(),
  /** From where it is known: an endpoint of the inventory, a sweep, or the list alone. */
  known: z.enum(["endpoint", "sweep", "list"]),
  /** false: a private address that the enterprise does not want to be judged. */
  judged: z.boolean(),
  record: addressRecordViewSchema.nullable(),
  differences: z.array(addressDifferenceViewSchema),
});
export type AddressRow = z.infer<typeof addressRowSchema>;

const settingsFields = {
  role: z.enum(addressRoles),
  coversPrivate: z.boolean(),
  updateWithinWorkingDays: z.int(),
  verifyEveryDays: z.int(),
  sweepEveryDays: z.int(),
  responsible: z.string(),
};
export const addressSettingsViewSchema = z.object(settingsFields);
export type AddressSettingsView = z.infer<typeof addressSettingsViewSchema>;
/** `version` is the one that was read, 0 where there is none. */
export const addressSettingsEditSchema = z.strictObject({ version: z.int().nonnegative(), settings: registerSettingsSchema });

const versionFields = {
  version: z.int(),
  source: z.string(),
  sha256: z.string(),
  by: z.string(),
  at: timeSchema,
};
export const addressListVersionSchema = z.object({ ...versionFields, count: z.int() });
export type AddressListVersion = z.infer<typeof addressListVersionSchema>;

export const addressListViewSchema = z.object({
  enterpriseId: z.string(),
  /** Who wrote the newest version, from which file; null where there is no list yet. */
  version: z.object(versionFields).nullable(),
  /** How many records the list has. */
  recordCount: z.int(),
  settings: addressSettingsViewSchema,
  statutoryUpdateDays: z.literal(statutoryUpdateDays),
  rows: z.array(addressRowSchema),
  steps: z.array(addressStepViewSchema),
});
export type AddressListView = z.infer<typeof addressListViewSchema>;

/** What an import does, or would do, to the list. */
export const addressImportSchema = z.object({
  /** The version that it made; 0 where it made none. */
  version: z.int(),
  count: z.int(),
  unchanged: z.int(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.object({ address: z.string(), fields: z.array(bilingualSchema) })),
  errors: z.array(importRowErrorSchema),
});
export type AddressImport = z.infer<typeof addressImportSchema>;

const attached = z.object({ name: z.string(), sha256: z.string() });
export const activityViewSchema = z.object({
  id: z.string(),
  kind: z.enum(activityKinds),
  heldAt: timeSchema,
  scope: z.string(),
  outcome: z.string(),
  documents: z.array(attached),
  recordedBy: z.string(),
  recordedAt: timeSchema,
});
export type ActivityView = z.infer<typeof activityViewSchema>;

export const activityCreateSchema = z.strictObject({
  kind: z.enum(activityKinds),
  heldAt: timeSchema,
  scope: z.string().trim().min(1).max(500),
  outcome: z.string().trim().max(2000).default(""),
  /** Hashes of documents that were uploaded before. */
  documents: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, "expected the SHA-256 of an uploaded document"))
    .max(50)
    .default([]),
});
