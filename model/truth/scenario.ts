import { z } from "zod";
import { durationSchema, instantSchema } from "../instant.ts";
import { assetSchema, inventorySchema } from "../inventory/inventory.ts";
import { nameSchema } from "../language.ts";
import { idSchema } from "../protocols/endpoint-base.ts";
import { verdictStatusSchema } from "../verdict.ts";
import { simulatedAddressListSchema } from "./address-list.ts";
import { simulatedFirmwareSchema } from "./firmware.ts";

/** A device of a scenario: what is simulated, and what is wrong with it by declaration. */
export const simulatedDeviceSchema = z.strictObject({
  /** The endpoints of these assets are served by it: [asset id, endpoint id]. */
  serves: z.array(z.tuple([idSchema, idSchema])).min(1),
  /** Name of a profile of the simulators, such as `opcua/legacy-server`. Device ids are unique within the scenario. */
  profile: z.string().min(1),
  /** Weaknesses in addition to the profile's own, by their names. */
  weaknesses: z.array(z.string()).default([]),
  /** Weaknesses of the profile that this device does not have. */
  without: z.array(z.string()).default([]),
  /** The plant's inventory does not list what it serves: the scenario describes those assets, and a monitor is not told of them. */
  undeclared: z.boolean().default(false),
});

/** A device that stands in a plant several times with all the assets that it serves, each copy under ids and addresses of its own. */
export const repeatedDeviceSchema = z
  .strictObject({
    profile: simulatedDeviceSchema.shape.profile,
    weaknesses: simulatedDeviceSchema.shape.weaknesses,
    without: simulatedDeviceSchema.shape.without,
    /** So many copies; their ids end in -1, -2 and so on. */
    count: z.int().min(1).max(10_000).optional(),
    /** One copy for each of these weaknesses, which it has alone beside the others that are declared; its id ends in its name. */
    eachAlone: z.array(z.string()).min(1).optional(),
    /** Weaknesses that about one copy in three has, drawn by the seed. */
    drawn: z.array(z.string()).default([]),
    /** The assets of the first copy; every further one stands at the next address. */
    assets: z.array(assetSchema).min(1),
  })
  .refine(({ count, eachAlone }) => (count === undefined) !== (eachAlone === undefined), {
    error: "expected either count or eachAlone",
  });
export type RepeatedDevice = z.output<typeof repeatedDeviceSchema>;

/** Something that happens at a time after the start. */
export const timelineEventSchema = z.strictObject({
  at: durationSchema,
  action: z.string().min(1),
  device: idSchema.optional(),
  /** What a monitor must say, and until when. */
  expect: z
    .array(z.strictObject({ asset: idSchema, check: z.string(), status: verdictStatusSchema, within: durationSchema }))
    .default([]),
});

export const scenarioSchema = z.strictObject({
  id: idSchema,
  title: nameSchema,
  /** What a run of it proves of a monitor. */
  proves: nameSchema.optional(),
  plants: z.array(
    z.strictObject({
      /** Inventory as a plant would declare it; the simulator fills in the addresses that it listens on. */
      inventory: inventorySchema,
      devices: z.record(idSchema, simulatedDeviceSchema).default({}),
      /** Device templates by the first part of the copies' ids. */
      repeated: z.record(idSchema, repeatedDeviceSchema).default({}),
      /** Its address record list; absent: it keeps none. */
      addressList: simulatedAddressListSchema.optional(),
      /** Firmware of assets of which the shipped test advisory speaks; a monitor then imports that advisory. */
      firmware: simulatedFirmwareSchema.default({}),
    }),
  ),
  timeline: z.array(timelineEventSchema).default([]),
});
export type Scenario = z.output<typeof scenarioSchema>;

/** One line of the truth: what a right monitor says of one check at one asset, or of the enterprise. */
export const truthLineSchema = z.strictObject({
  enterprise: z.string(),
  /** Absent where the enterprise itself is judged. */
  asset: z.string().optional(),
  check: z.string(),
  status: verdictStatusSchema,
  /** The declared weakness it follows from; absent for what is well. */
  weakness: z.string().optional(),
  /** Milliseconds after the start from which on it holds, and until when a monitor must say so. */
  from: z.number().optional(),
  by: z.number().optional(),
});
export const truthSchema = z.strictObject({
  schema: z.literal(1),
  scenario: z.string(),
  seed: z.int(),
  startedAt: instantSchema,
  lines: z.array(truthLineSchema),
});
export type Truth = z.infer<typeof truthSchema>;
export type TruthLine = z.infer<typeof truthLineSchema>;
