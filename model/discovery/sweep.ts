import { z } from "zod";
import { daily, defineProbe } from "../protocols/define.ts";
import { sweptPortSchema } from "./range.ts";

const text = z.string().max(2000);

/** Something that answered, or that a discovery server knows. What it did not say of itself is absent. */
export const foundDeviceSchema = z.strictObject({
  host: text,
  port: z.int(),
  protocol: sweptPortSchema.shape.protocol,
  /**
   * `gateway`: a gateway spoke for the unit that was asked, others may stand behind it; `other`: it took the connection and did not
   * answer in this protocol; `registered`: a discovery server names it, and it was not contacted.
   */
  kind: z.enum(["opcua", "modbus", "gateway", "other", "registered"]),
  url: text,
  name: text.optional(),
  vendor: text.optional(),
  product: text.optional(),
  version: text.optional(),
  applicationUri: text.optional(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

/** Facts of a sweep of one declared range; sorted, so that they stay the same while nothing changes. */
export const sweepFactsSchema = z.strictObject({
  range: text.optional(),
  ports: z.array(sweptPortSchema),
  discoveryServer: text.optional(),
  /** Addresses at ports that were contacted. */
  asked: z.int(),
  /** Left out since an assigned endpoint stands there, which is polled anyway. */
  declared: z.array(text),
  /** Left out since the collector's own ceiling does not allow them. */
  refused: z.array(text),
  /** Why the discovery server said nothing, where it did not. */
  discoveryServerProblem: text.optional(),
  found: z.array(foundDeviceSchema).max(5000),
});
export type SweepFacts = z.infer<typeof sweepFactsSchema>;

/** A sweep of a range or discovery server that the inventory declares. */
export const netSweep = defineProbe({ id: "net.sweep", schema: sweepFactsSchema, interval: daily, onRequest: false });

const sitePrefix = "site:";

/** What stands in place of the asset in a sweep's observation: the site, in a form that no asset's id has. */
export function sweptSite(siteId: string): string {
  return `${sitePrefix}${siteId}`;
}

/** The site of a sweep's observation; undefined for one of an asset. */
export function siteOfSweep(assetId: string): string | undefined {
  return assetId.startsWith(sitePrefix) ? assetId.slice(sitePrefix.length) : undefined;
}
