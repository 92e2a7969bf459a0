import { z } from "@hono/zod-openapi";
import {
  advisoryDetailSchema,
  advisoryImportSchema,
  advisoryListSchema,
  advisorySettingsSchema,
  advisoryUploadSchema,
  nameAliasCreateSchema,
  nameAliasViewSchema,
  unmatchedAssetSchema,
} from "../contract/advisories.ts";
import { assetIdSchema, listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { type Access, administrators, readers } from "../http/access.ts";
import { answers, declareRoute, jsonBody, staleEdit, storageRefusals } from "../http/declare-route.ts";

/** Advisories are of the whole installation, and so are the names that they use. */
const keepers: Access = { roles: ["operator", "assessor", "administrator"], scope: "installation" };
const byId = z.object({ id: z.string().max(100) });

export const listAdvisories = declareRoute(
  { method: "get", path: paths.advisories, access: readers },
  {
    summary: "Imported advisories, those that concern assets first",
    request: { query: z.object({ asset: assetIdSchema.optional() }) },
    responses: { 200: answers(advisoryListSchema) },
  },
);

export const uploadAdvisories = declareRoute(
  { method: "post", path: paths.advisories, access: keepers, audit: "advisories.import" },
  {
    summary: "Imports CSAF 2.0 documents with the hashes and signatures beside them; says of each what became of it",
    request: jsonBody(advisoryUploadSchema),
    responses: { 200: answers(advisoryImportSchema), ...storageRefusals, ...staleEdit },
  },
);

export const getAdvisory = declareRoute(
  { method: "get", path: paths.advisory, access: readers },
  {
    summary: "One advisory and the assets that it possibly concerns",
    request: { params: byId },
    responses: { 200: answers(advisoryDetailSchema) },
  },
);

export const putAdvisorySettings = declareRoute(
  { method: "put", path: paths.advisorySettings, access: administrators, audit: "advisories.settings" },
  {
    summary: "After how many days without an import advisories count as old",
    request: jsonBody(advisorySettingsSchema),
    responses: { 200: answers(advisorySettingsSchema) },
  },
);

export const listGaps = declareRoute(
  { method: "get", path: paths.advisoryGaps, access: readers },
  {
    summary: "Assets that advisories cannot be compared with, and why",
    request: { query: z.object({ enterprise: z.string().max(100).optional() }) },
    responses: { 200: answers(listOf(unmatchedAssetSchema)) },
  },
);

export const listAliases = declareRoute(
  { method: "get", path: paths.nameAliases, access: readers },
  { summary: "What people said about names of makers and products", responses: { 200: answers(listOf(nameAliasViewSchema)) } },
);

export const addAlias = declareRoute(
  { method: "post", path: paths.nameAliases, access: keepers, audit: "advisories.alias" },
  {
    summary: "Says what a name means, or that no advisory means it",
    request: jsonBody(nameAliasCreateSchema),
    responses: { 201: answers(nameAliasViewSchema) },
  },
);

export const removeAlias = declareRoute(
  { method: "delete", path: paths.nameAlias, access: keepers, audit: "advisories.alias-removed" },
  { summary: "Takes it back", request: { params: byId }, responses: { 204: { description: "Done" } } },
);

export const listProductNames = declareRoute(
  { method: "get", path: paths.advisoryProducts, access: readers },
  {
    summary: "Names of products in the advisories of a maker",
    request: { query: z.object({ vendor: z.string().max(300) }) },
    responses: { 200: answers(listOf(z.string())) },
  },
);
