import { listOf } from "../../../api/contract/common.ts";
import {
  assetConfigurationSchema,
  assetTablePreviewSchema,
  fileDifferencesSchema,
  inventoryEditedSchema,
  inventoryViewSchema,
  keptEditSchema,
} from "../../../api/contract/inventory-edits.ts";
import { paths } from "../../../api/contract/paths.ts";
import { savedViewSchema } from "../../../api/contract/saved-views.ts";
import type { Language } from "../../../model/language.ts";
import { fill, search } from "./fill-path.ts";

/** What the pages read and send to edit inventories. */

const of = (enterprise: string) => ({ enterprise });

export const inventory = (enterprise: string) => ({ path: fill(paths.inventory, of(enterprise)), schema: inventoryViewSchema });
export const assetConfiguration = (asset: string) => ({
  path: fill(paths.assetConfiguration, { asset }),
  schema: assetConfigurationSchema,
});
export const fileDifferences = (enterprise: string) => ({
  path: fill(paths.inventoryDifferences, of(enterprise)),
  schema: fileDifferencesSchema,
});
export const inventoryEdits = (enterprise: string) => ({
  path: fill(paths.inventoryEdits, of(enterprise)) + search({ limit: "20" }),
  schema: listOf(keptEditSchema),
});
export const savedViews = (page: "assets" | "findings") => ({
  path: fill(paths.savedViews, { page }),
  schema: listOf(savedViewSchema),
});

export const sendEdit = (enterprise: string) => ({
  path: fill(paths.inventoryEdits, of(enterprise)),
  schema: inventoryEditedSchema,
});
export const sendPreview = (enterprise: string) => ({
  path: fill(paths.inventoryPreview, of(enterprise)),
  schema: inventoryEditedSchema,
});
export const sendDecisions = (enterprise: string) => ({
  path: fill(paths.inventoryDifferences, of(enterprise)),
  schema: inventoryEditedSchema,
});
export const createEnterprise = { path: paths.enterprises, schema: inventoryEditedSchema };

/** Where a table (CSV, Excel) or an inventory file (YAML) is sent to see what it would change. */
export const tablePreview = (enterprise: string, form: "table" | "inventory") => ({
  path: fill(paths.assetTablePreview, of(enterprise)) + search({ form }),
  schema: assetTablePreviewSchema,
});

/** Path of the file with an enterprise's assets. */
export const assetTable = (enterprise: string, format: "csv" | "xlsx", lang: Language) =>
  fill(paths.assetTable, of(enterprise)) + search({ format, lang });
