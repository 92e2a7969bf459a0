import { z } from "zod";
import { idSchema } from "../protocols/endpoint-base.ts";

/** What can be wrong with a record of a plant's address record list. */
export const addressFaults = [
  "unrecorded",
  "no-place",
  "no-allocation-date",
  "not-verified",
  "change-not-entered",
  "other-asset",
  "released",
] as const;
export type AddressFault = (typeof addressFaults)[number];

const faultsSchema = z.array(z.enum(addressFaults));

/** The address record list of a simulated plant: a right record for every declared address, but for what is said here. */
export const simulatedAddressListSchema = z.strictObject({
  /** Faults by the asset whose addresses they concern. */
  faults: z.record(idSchema, faultsSchema).default({}),
  /** Records of ranges that no asset stands in. */
  others: z.array(z.strictObject({ range: z.string().min(1), faults: faultsSchema.default([]) })).default([]),
});
export type SimulatedAddressList = z.output<typeof simulatedAddressListSchema>;
