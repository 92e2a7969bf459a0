import { z } from "zod";
import {
  advisoryDetailSchema,
  advisoryImportSchema,
  advisoryListSchema,
  nameAliasViewSchema,
  unmatchedAssetSchema,
} from "../../../api/contract/advisories.ts";
import { listOf } from "../../../api/contract/common.ts";
import { paths } from "../../../api/contract/paths.ts";
import { fill, search } from "./fill-path.ts";
import { cache } from "./use-query.ts";

/** What the pages of advisories read. */

export const advisories = (asset?: string) => ({ path: paths.advisories + search({ asset }), schema: advisoryListSchema });
export const advisory = (id: string) => ({ path: fill(paths.advisory, { id }), schema: advisoryDetailSchema });
export const advisoryGaps = { path: paths.advisoryGaps, schema: listOf(unmatchedAssetSchema) };
export const nameAliases = { path: paths.nameAliases, schema: listOf(nameAliasViewSchema) };
export const advisoryProducts = (vendor: string) => ({
  path: paths.advisoryProducts + search({ vendor }),
  schema: listOf(z.string()),
});
export const advisoryUpload = { path: paths.advisories, schema: advisoryImportSchema };

/** Reads again what a change to advisories or names may alter. */
export function refreshAdvisories(): void {
  cache.refresh((path) => path.startsWith("/advisor"));
}
