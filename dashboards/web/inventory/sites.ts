import { z } from "zod";
import type { InventoryView } from "../../../api/contract/inventory-edits.ts";
import { bilingualSchema } from "../../../model/language.ts";

const partSchema = z.looseObject({ id: z.string(), name: bilingualSchema });
const siteSchema = partSchema.extend({
  zones: z.array(partSchema),
  conduits: z.array(
    z.looseObject({ id: z.string(), from: z.string(), to: z.string(), protocols: z.array(z.string()), secured: z.boolean() }),
  ),
  collectors: z.array(z.looseObject({ id: z.string(), zone: z.string().optional() })),
  discovery: z.array(z.record(z.string(), z.unknown())).default([]),
});
export type ConfiguredSite = z.output<typeof siteSchema>;

/** Sites as they are configured. */
export function sitesOf({ sites }: InventoryView): readonly ConfiguredSite[] {
  return z.array(siteSchema).parse(sites);
}
