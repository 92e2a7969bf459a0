import { z } from "zod";
import { durationSchema, hour } from "../instant.ts";
import { maintenanceWindowSchema } from "../inventory/maintenance-window.ts";
import { describeError } from "../problem.ts";
import { idSchema } from "../protocols/endpoint-base.ts";
import { addressesIn } from "./address-range.ts";

/** A port, and the protocol that is spoken to it; nothing is tried that a person did not name. */
export const sweptPortSchema = z.strictObject({
  protocol: z.enum(["opcua", "modbus"]),
  port: z.int().min(1).max(65_535),
});
export type SweptPort = z.infer<typeof sweptPortSchema>;

const addressRangeSchema = z.string().check((context) => {
  try {
    addressesIn(context.value);
  } catch (error) {
    context.issues.push({ code: "custom", input: context.value, message: describeError(error) });
  }
});

/** The registered ports of both protocols. */
const usualPorts: SweptPort[] = [
  { protocol: "opcua", port: 4840 },
  { protocol: "modbus", port: 502 },
];

/**
 * What a person lets a collector sweep for devices that the inventory does not list: a range of addresses, an OPC UA discovery
 * server, or both. Nothing outside it is contacted on the collector's own account.
 */
export const discoveryRangeSchema = z
  .strictObject({
    id: idSchema,
    /** IPv4 addresses such as 10.1.2.0/28; at most 256. */
    range: addressRangeSchema.optional(),
    ports: z.array(sweptPortSchema).min(1).max(64).default(usualPorts),
    /** Asked who is registered; the servers that it names are listed and not contacted. */
    discoveryServer: z
      .string()
      .regex(/^opc\.tcp:\/\/[^/]+/, "expected opc.tcp://host:port")
      .optional(),
    /** Pause between two connections. */
    gap: durationSchema.default(100),
    /** How long one address may take at one port. */
    timeout: durationSchema.default(3000),
    every: durationSchema.default(20 * hour),
    /** A sweep begins and goes on only inside them; at any time where there are none. */
    maintenanceWindows: z.array(maintenanceWindowSchema).default([]),
    /** The last moment at which the range may be swept; without it the range stands until it is taken out. */
    until: z.iso.datetime({ offset: true }).optional(),
    /** Which of the site's collectors sweeps; the first where none is named. */
    collector: idSchema.optional(),
  })
  .refine(({ range, discoveryServer }) => range !== undefined || discoveryServer !== undefined, {
    error: "expected range, discoveryServer or both",
  });
export type DiscoveryRange = z.output<typeof discoveryRangeSchema>;

/** The collector of the site that sweeps a range. */
export function sweeperOf(range: Pick<DiscoveryRange, "collector">, collectors: readonly { readonly id: string }[]) {
  return range.collector ?? collectors[0]?.id;
}
