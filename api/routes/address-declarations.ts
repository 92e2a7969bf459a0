import { z } from "@hono/zod-openapi";
import { languages } from "../../model/language.ts";
import {
  addressImportSchema,
  addressListVersionSchema,
  addressListViewSchema,
  addressSettingsEditSchema,
  addressStepCreateSchema,
  addressStepViewSchema,
} from "../contract/addresses.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible, staleEdit } from "../http/declare-route.ts";
import { tableFormats } from "../views/table-file.ts";

const recordingRoles = ["assessor", "reviewer", "administrator"] as const;
const actingRoles = ["operator", "assessor", "reviewer", "administrator"] as const;

const ofEnterprise = z.object({ enterprise: z.string().max(100) });
const bytes = { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } };
const fileName = z.string().trim().min(1).max(200);
const wrongRows = { description: "Rows that are wrong", content: { "application/json": { schema: addressImportSchema } } };
const asFile = { format: z.enum(tableFormats).default("xlsx"), lang: z.enum(languages).default("zh-CN") };
const theFile = { 200: { description: "The file", content: bytes } };

export const getAddressList = declareRoute(
  { method: "get", path: paths.addressList, access: atEnterprise(anyRole) },
  {
    summary: "Addresses in use and their records, with what differs, its clock and what was done about it",
    request: { params: ofEnterprise },
    responses: { 200: answers(addressListViewSchema) },
  },
);
export const previewAddressList = declareRoute(
  { method: "post", path: paths.addressListPreview, access: atEnterprise(recordingRoles), audit: null },
  {
    summary:
      "What the import of a list (CSV in UTF-8 or GB 18030, or XLSX) would change, and which rows are wrong; nothing is stored",
    request: { params: ofEnterprise, body: { required: true, content: bytes } },
    responses: { 200: answers(addressImportSchema), 422: wrongRows },
  },
);
export const importAddressList = declareRoute(
  { method: "post", path: paths.addressListImport, access: atEnterprise(recordingRoles), audit: "address-list.import" },
  {
    summary:
      "Put the records of a file in place of the list: all of them, or none where a row is wrong. Earlier versions are kept",
    request: {
      params: ofEnterprise,
      query: z.object({ name: fileName, version: z.coerce.number().int().nonnegative() }),
      body: { required: true, content: bytes },
    },
    responses: { 200: answers(addressImportSchema), 422: wrongRows, ...staleEdit },
  },
);
export const putAddressSettings = declareRoute(
  { method: "put", path: paths.addressListSettings, access: atEnterprise(recordingRoles), audit: "address-list.settings" },
  {
    summary: "State what the enterprise is to its addresses, which are judged, and within which times",
    request: { params: ofEnterprise, ...jsonBody(addressSettingsEditSchema) },
    responses: { 200: answers(addressListViewSchema), ...staleEdit },
  },
);
export const listAddressVersions = declareRoute(
  { method: "get", path: paths.addressListVersions, access: atEnterprise(anyRole) },
  {
    summary: "Every version of the list, newest first",
    request: { params: ofEnterprise },
    responses: { 200: answers(listOf(addressListVersionSchema)) },
  },
);
export const getAddressFile = declareRoute(
  { method: "get", path: paths.addressListFile, access: atEnterprise(anyRole) },
  {
    summary: "The records of a version, the newest where none is named, in the form that the import reads",
    request: { params: ofEnterprise, query: z.object({ ...asFile, version: z.coerce.number().int().positive().optional() }) },
    responses: theFile,
  },
);
export const getAddressTemplate = declareRoute(
  { method: "get", path: paths.addressListTemplate, access: atEnterprise(anyRole) },
  {
    summary: "A list to fill in: a row for every address of the inventory, with what the inventory knows of it",
    request: { params: ofEnterprise, query: z.object(asFile) },
    responses: theFile,
  },
);
export const addAddressStep = declareRoute(
  { method: "post", path: paths.addressSteps, access: atEnterprise(actingRoles), audit: "address.step" },
  {
    summary: "Record that an address was cut off, or reported; nothing is sent by itself",
    request: { params: ofEnterprise, ...jsonBody(addressStepCreateSchema) },
    responses: { 201: answers(addressStepViewSchema), ...notPossible },
  },
);
