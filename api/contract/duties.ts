import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";
import { timeSchema } from "./common.ts";

/** How an objective stands among people; see `backing` of the matrix. */
export const backingSchema = z.enum(["none", "waiting", "returned", "backed", "expired", "unmet"]);

export const dutyKinds = ["claim", "renewal", "review", "scope", "retirement", "rectification", "waiver"] as const;

/**
 * Something that somebody owes: `claim` a document for an objective; `renewal` of what ends soon; `review` of what another stated;
 * `scope` a statement that there is no asset of the kind that an objective is about, or the asset; `retirement` of an asset, or
 * of one endpoint, that left the inventory and still counts; `rectification` of a finding; the end of a `waiver`.
 */
export const dutySchema = z.object({
  kind: z.enum(dutyKinds),
  title: bilingualSchema,
  catalogId: z.string().nullable(),
  objectiveId: z.string().nullable(),
  /** The control's number in the official text. */
  officialNo: z.int().nullable(),
  /** The document that the objective asks for. */
  document: bilingualSchema.nullable(),
  /** For claims: why one is owed. */
  backing: backingSchema.nullable(),
  attestationId: z.string().nullable(),
  findingId: z.string().nullable(),
  /** Qualified. */
  assetId: z.string().nullable(),
  assetName: bilingualSchema.nullable(),
  /** For the retirement of one endpoint of an asset that stays; null: the asset itself. */
  endpointId: z.string().nullable(),
  assignee: z.string().nullable(),
  dueAt: timeSchema.nullable(),
  overdue: z.boolean(),
  /** Version of the assignment of the objective, to change it; 0 where there is none. */
  version: z.int(),
  /** For reviews: whether the caller may do it. */
  mayReview: z.boolean(),
});
export type Duty = z.infer<typeof dutySchema>;

/** `version` is the one that was read, 0 for the first assignment. */
export const dutyAssignmentSchema = z.strictObject({
  version: z.int().nonnegative(),
  assignee: z.string().trim().min(1).max(200).nullable(),
  dueAt: timeSchema.nullable(),
});
export const dutyAssignmentViewSchema = dutyAssignmentSchema.extend({ objectiveId: z.string(), by: z.string(), at: timeSchema });
