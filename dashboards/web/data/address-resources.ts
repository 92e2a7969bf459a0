import {
  activityViewSchema,
  addressImportSchema,
  addressListVersionSchema,
  addressListViewSchema,
} from "../../../api/contract/addresses.ts";
import { listOf } from "../../../api/contract/common.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import type { Language } from "../../../model/language.ts";
import { fill, search } from "./fill-path.ts";

/** What the page of address records reads. */

export const addressList = (enterprise: string) => ({
  path: fill(paths.addressList, { enterprise }),
  schema: addressListViewSchema,
});
export const addressVersions = (enterprise: string) => ({
  path: fill(paths.addressListVersions, { enterprise }),
  schema: listOf(addressListVersionSchema),
});
export const activities = (enterprise: string) => ({
  path: fill(paths.activities, { enterprise }),
  schema: listOf(activityViewSchema),
});

export const addressPreview = (enterprise: string) => ({
  path: fill(paths.addressListPreview, { enterprise }),
  schema: addressImportSchema,
});
export const addressImport = (enterprise: string, name: string, version: number) => ({
  path: fill(paths.addressListImport, { enterprise }) + search({ name, version: String(version) }),
  schema: addressImportSchema,
});

type FileQuery = { readonly format: "csv" | "xlsx"; readonly lang: Language };
export const addressTemplate = (enterprise: string, query: FileQuery) =>
  apiRoot + fill(paths.addressListTemplate, { enterprise }) + search(query);
export const addressFile = (enterprise: string, version: number, query: FileQuery) =>
  apiRoot + fill(paths.addressListFile, { enterprise }) + search({ ...query, version: String(version) });

/** Paths whose answers a change to addresses or activities may alter. */
export function isOfAddresses(enterprise: string): (path: string) => boolean {
  const roots = [fill(paths.addressList, { enterprise }), fill(paths.activities, { enterprise })];
  return (path) => roots.some((root) => path.startsWith(root));
}
