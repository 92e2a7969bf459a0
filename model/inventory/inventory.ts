import { z } from "zod";
import { discoveryRangeSchema } from "../discovery/range.ts";
import { nameSchema } from "../language.ts";
import { idSchema } from "../protocols/endpoint-base.ts";
import { endpointSchema } from "../protocols/index.ts";
import { maintenanceWindowSchema } from "./maintenance-window.ts";

/** Types of enterprise: N plant connected to the internet, P platform, R identifier resolution (工信部网安〔2024〕68号). */
export const enterpriseTypeSchema = z.enum(["N", "P", "R"]);
/** Grades 一级 to 三级 as 1 to 3. */
export const gradeSchema = z.literal([1, 2, 3], { error: "expected 1, 2 or 3" });
export type Grade = z.infer<typeof gradeSchema>;

export const enterpriseSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  types: z.array(enterpriseTypeSchema).min(1),
  grade: gradeSchema,
  industry: nameSchema.optional(),
  /** Made by a simulator: marked on every page and refused by a real authority tier. */
  simulated: z.boolean().default(false),
});

const zoneSchema = z.strictObject({ id: idSchema, name: nameSchema });

/** A declared path between two zones. */
const conduitSchema = z.strictObject({
  id: idSchema,
  from: idSchema,
  to: idSchema,
  protocols: z.array(z.string()).min(1),
  /** Whether the conduit itself authenticates and encrypts (a tunnel, say). */
  secured: z.boolean().default(false),
});

const siteCollectorSchema = z.strictObject({
  id: idSchema,
  /** The zone from which it looks. */
  zone: idSchema.optional(),
});

const siteSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  zones: z.array(zoneSchema).default([]),
  conduits: z.array(conduitSchema).default([]),
  collectors: z.array(siteCollectorSchema).min(1),
  /** Where the site's collectors may look for devices that nobody declared. */
  discovery: z.array(discoveryRangeSchema).default([]),
});

/** What an asset is for; server and gateway software is judged elsewhere than a field device. */
export const assetRoleSchema = z.enum(["server", "gateway", "field-device"]);
export type AssetRole = z.infer<typeof assetRoleSchema>;

export const assetSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  site: idSchema,
  role: assetRoleSchema,
  zone: idSchema.optional(),
  /** 1 (little) to 5 (the plant stands still). */
  criticality: z.int().min(1).max(5).optional(),
  owner: z.string().min(1).optional(),
  /** The person who answers for its security. */
  responsible: z.string().min(1).optional(),
  vendor: z.string().min(1).optional(),
  product: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
  processesPersonalInformation: z.boolean().default(false),
  maintenanceWindows: z.array(maintenanceWindowSchema).default([]),
  endpoints: z.array(endpointSchema).default([]),
});
export type Asset = z.output<typeof assetSchema>;
export type Site = z.output<typeof siteSchema>;
export type Enterprise = z.output<typeof enterpriseSchema>;

/** One enterprise with everything in it: the form of an inventory file. Names are unique within the file. */
export const inventorySchema = z.strictObject({
  enterprise: enterpriseSchema,
  sites: z.array(siteSchema).min(1),
  assets: z.array(assetSchema),
});
export type Inventory = z.output<typeof inventorySchema>;

/** Criticality where the inventory names none: the middle, as for the enterprise itself (scoring rule 1). */
export const defaultCriticality = 3;

/** The asset's criticality, 1 to 5. */
export function criticalityOf(asset: Pick<Asset, "criticality">): number {
  return asset.criticality ?? defaultCriticality;
}
