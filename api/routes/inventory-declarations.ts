import { z } from "@hono/zod-openapi";
import { languages } from "../../model/language.ts";
import { assetIdSchema, listOf } from "../contract/common.ts";
import {
  assetConfigurationSchema,
  assetTablePreviewSchema,
  differenceDecisionsSchema,
  enterpriseCreateSchema,
  fileDifferencesSchema,
  inventoryEditedSchema,
  inventoryEditSchema,
  inventoryRefusalSchema,
  inventoryViewSchema,
  keptEditSchema,
} from "../contract/inventory-edits.ts";
import { paths } from "../contract/paths.ts";
import { administrators, anyRole, atAssetOwner, atEnterprise } from "../http/access.ts";
import { answers, declareRoute, jsonBody, staleEdit } from "../http/declare-route.ts";
import { tableFormats } from "../views/table-file.ts";

/** Who may edit the inventory of an enterprise. */
export const editingRoles = ["operator", "administrator"] as const;

const ofEnterprise = { params: z.object({ enterprise: z.string().max(100) }) };
const refused = {
  422: {
    description: "Not a sound inventory; nothing was changed",
    content: { "application/json": { schema: inventoryRefusalSchema } },
  },
};
const created = { 201: answers(inventoryEditedSchema), ...refused };
const edited = { 200: answers(inventoryEditedSchema), ...staleEdit, ...refused };
const bytes = { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } };

export const createEnterpriseRoute = declareRoute(
  { method: "post", path: paths.enterprises, access: administrators, audit: "enterprise.create" },
  {
    summary: "Make an enterprise with its first site",
    request: jsonBody(enterpriseCreateSchema),
    responses: created,
  },
);
export const getInventory = declareRoute(
  { method: "get", path: paths.inventory, access: atEnterprise(anyRole) },
  {
    summary: "Sites, zones and conduits as they are configured",
    request: ofEnterprise,
    responses: { 200: answers(inventoryViewSchema) },
  },
);
export const getConfiguration = declareRoute(
  { method: "get", path: paths.assetConfiguration, access: atAssetOwner(editingRoles) },
  {
    summary: "An asset as it is configured, to be edited",
    request: { params: z.object({ asset: assetIdSchema }) },
    responses: { 200: answers(assetConfigurationSchema) },
  },
);
export const listEdits = declareRoute(
  { method: "get", path: paths.inventoryEdits, access: atEnterprise(anyRole) },
  {
    summary: "Edits of the inventory, newest first, also those that came too late",
    request: { ...ofEnterprise, query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }) },
    responses: { 200: answers(listOf(keptEditSchema)) },
  },
);
export const edit = declareRoute(
  { method: "post", path: paths.inventoryEdits, access: atEnterprise(editingRoles), audit: "inventory.edit" },
  {
    summary: "Edit the inventory, whole or not at all",
    request: { ...ofEnterprise, ...jsonBody(inventoryEditSchema) },
    responses: edited,
  },
);
export const preview = declareRoute(
  { method: "post", path: paths.inventoryPreview, access: atEnterprise(editingRoles), audit: null },
  {
    summary: "What an edit would change; nothing is stored",
    request: { ...ofEnterprise, ...jsonBody(inventoryEditSchema) },
    responses: edited,
  },
);
export const listDifferences = declareRoute(
  { method: "get", path: paths.inventoryDifferences, access: atEnterprise(anyRole) },
  {
    summary: "Where the inventory's file says otherwise than what was edited",
    request: ofEnterprise,
    responses: { 200: answers(fileDifferencesSchema) },
  },
);
export const decide = declareRoute(
  { method: "post", path: paths.inventoryDifferences, access: atEnterprise(editingRoles), audit: "inventory.decide" },
  {
    summary: "Take the file's values, or keep edits although the file says otherwise",
    request: { ...ofEnterprise, ...jsonBody(differenceDecisionsSchema) },
    responses: edited,
  },
);
export const exportAssets = declareRoute(
  { method: "get", path: paths.assetTable, access: atEnterprise(anyRole) },
  {
    summary: "The assets as a table that can be read back",
    request: {
      ...ofEnterprise,
      query: z.object({ format: z.enum(tableFormats).default("csv"), lang: z.enum(languages).default("zh-CN") }),
    },
    responses: { 200: { description: "The table", content: bytes } },
  },
);
export const previewAssets = declareRoute(
  { method: "post", path: paths.assetTablePreview, access: atEnterprise(editingRoles), audit: null },
  {
    summary: "What a table of assets (CSV, Excel) or an inventory file (YAML) would change; nothing is stored",
    request: {
      ...ofEnterprise,
      query: z.object({ form: z.enum(["table", "inventory"]).default("table") }),
      body: { required: true, content: bytes },
    },
    responses: { 200: answers(assetTablePreviewSchema) },
  },
);
