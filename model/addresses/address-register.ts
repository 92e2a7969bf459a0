import { z } from "zod";
import { type Instant, instantSchema } from "../instant.ts";
import { idSchema } from "../protocols/endpoint-base.ts";

/** What must be told of every address: where it comes from, to whom it was allocated, who uses it where (工信管函〔2019〕621号). */

const text = z.string().trim().max(200).default("");
const day = instantSchema.nullable().default(null);

export const allocationMethods = ["static", "dynamic"] as const;
/** An address is used, kept for later, or given back. */
export const addressUses = ["in-use", "reserved", "released"] as const;

export const addressRecordSchema = z.strictObject({
  /** First and last address, in their usual text. */
  first: z.string(),
  last: z.string(),
  /** Contract or letter that it comes from. */
  source: text,
  allocatedTo: text,
  allocationMethod: z.enum(allocationMethods).nullable().default(null),
  allocatedOn: day,
  /** Unit that uses it, what for, and where. */
  user: text,
  purpose: text,
  place: text,
  use: z.enum(addressUses).default("in-use"),
  /** The asset of the inventory that has it. */
  assetId: idSchema.nullable().default(null),
  responsible: text,
  contact: text,
  recordNo: text,
  recordedOn: day,
  verifiedOn: day,
  /** When the use changed last in reality, where it did. */
  changedOn: day,
});
export type AddressRecord = z.output<typeof addressRecordSchema>;
export type AddressField = keyof AddressRecord;

/** What the enterprise is to the addresses: it only uses them, gives access with them, or hands them out. */
export const addressRoles = ["user", "access-provider", "allocator"] as const;
/** Working days within which a change is entered, by whoever gives access or hands out (信息产业部令第34号). */
export const statutoryUpdateDays = 5;

export const registerSettingsSchema = z
  .strictObject({
    role: z.enum(addressRoles).default("user"),
    /** Private addresses are no duty; they are judged where the enterprise wants it. */
    coversPrivate: z.boolean().default(false),
    /** Working days within which a change is entered. */
    updateWithinWorkingDays: z.int().min(1).max(60).default(statutoryUpdateDays),
    /** Days after which a record must have been looked at again. */
    verifyEveryDays: z.int().min(1).max(1100).default(365),
    /** Days between two sweeps of the addresses. */
    sweepEveryDays: z.int().min(1).max(366).default(30),
    /** Who answers for the list. */
    responsible: z.string().trim().max(200).default(""),
  })
  .refine(({ role, updateWithinWorkingDays }) => role === "user" || updateWithinWorkingDays <= statutoryUpdateDays, {
    path: ["updateWithinWorkingDays"],
    error: "expected at most 5 working days for access providers and allocation bodies",
  });
export type RegisterSettings = z.output<typeof registerSettingsSchema>;
export const defaultRegisterSettings: RegisterSettings = registerSettingsSchema.parse({});

/** The address record list of an enterprise as somebody left it. */
export interface AddressRegister {
  readonly enterpriseId: string;
  readonly settings: RegisterSettings;
  /** Sorted by first address, widest first. */
  readonly records: readonly AddressRecord[];
  /** File that the records came from, and the SHA-256 of its bytes. */
  readonly source: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: Instant;
  /** Grows with every change; a stale edit is refused by it. */
  readonly version: number;
}

/** Fields without which the allocation of an address is not told, and its use. */
export const allocationFields = ["allocatedTo", "allocationMethod", "allocatedOn"] as const;
export const useFields = ["user", "purpose", "place", "contact"] as const;

/** Required fields that say nothing. Of an address that nobody uses there is no use to tell. */
export function missingFields(record: AddressRecord): readonly AddressField[] {
  const required = record.use === "in-use" ? [...allocationFields, ...useFields] : allocationFields;
  return required.filter((field) => isEmpty(record[field]));
}

export function isEmpty(value: AddressRecord[AddressField]): boolean {
  return value === null || value === "";
}

/** What a person did about an address without a record, or with a wrong one. */
export const addressStepKinds = ["cut-off", "reported"] as const;
export interface AddressStep {
  readonly id: string;
  readonly enterpriseId: string;
  /** In its usual text. */
  readonly address: string;
  readonly kind: (typeof addressStepKinds)[number];
  /** When it was done, and by whom. */
  readonly doneAt: Instant;
  readonly responsible: string;
  /** To whom it was reported; empty for a cut-off. */
  readonly recipient: string;
  readonly remark: string;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}
