import { z } from "zod";
import { idSchema } from "../protocols/endpoint-base.ts";

/** What firmware a simulated asset runs, as the test advisory that is shipped speaks of it. */
export const firmwareStates = ["outdated", "fixed", "outdated-pack", "fixed-pack", "not-named", "under-investigation"] as const;
export type FirmwareState = (typeof firmwareStates)[number];

/** By asset. */
export const simulatedFirmwareSchema = z.record(idSchema, z.enum(firmwareStates));
export type SimulatedFirmware = z.output<typeof simulatedFirmwareSchema>;
