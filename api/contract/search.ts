import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";

/** What can be found, in the order in which it is shown. */
export const foundKinds = ["enterprise", "site", "asset", "finding", "check", "control", "objective", "document"] as const;

export const searchHitSchema = z.object({
  kind: z.enum(foundKinds),
  /** As the thing's own path takes it: an asset qualified, a document by its SHA-256. */
  id: z.string(),
  title: bilingualSchema,
  /** The enterprise that it belongs to; null for what belongs to the release, such as a check. */
  enterpriseId: z.string().nullable(),
  /** Where it stands or what it is about. */
  context: bilingualSchema.nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Best first within a kind; at most a few of each. */
export const searchAnswerSchema = z.object({ items: z.array(searchHitSchema) });
