import {
  attestationVersionSchema,
  attestationViewSchema,
  claimImportSchema,
  documentViewSchema,
} from "../../../api/contract/attestations.ts";
import { catalogDetailSchema, catalogSummarySchema } from "../../../api/contract/catalogs.ts";
import { calendarSchema, classificationViewSchema } from "../../../api/contract/classification.ts";
import { listOf } from "../../../api/contract/common.ts";
import { dutySchema } from "../../../api/contract/duties.ts";
import { ledgerEntrySchema } from "../../../api/contract/ledger.ts";
import { matrixSchema } from "../../../api/contract/matrix.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import type { Language } from "../../../model/language.ts";
import type { Resource } from "./api-client.ts";
import { fill, search } from "./fill-path.ts";
import { pageLimit } from "./resources.ts";

/** What the pages of claims, duties and rectification read. */

const resource = <S extends Resource<unknown>["schema"]>(path: string, schema: S) => ({ path, schema });

export const catalogs = resource(paths.catalogs, listOf(catalogSummarySchema));
export const catalog = (id: string) => resource(fill(paths.catalog, { catalog: id }), catalogDetailSchema);
export const matrix = (enterprise: string, catalog: string) =>
  resource(fill(paths.matrix, { enterprise, catalog }), matrixSchema);

/** Ends are foretold as many days ahead. */
export const foretoldDays = 30;
export const duties = (enterprise: string) =>
  resource(fill(paths.duties, { enterprise }) + search({ within: String(foretoldDays) }), listOf(dutySchema));

export const attestation = (id: string) => resource(fill(paths.attestation, { id }), attestationViewSchema);
export const attestationVersions = (id: string) =>
  resource(fill(paths.attestationVersions, { id }), listOf(attestationVersionSchema));
export const claimsOf = (enterprise: string, objective: string) =>
  resource(paths.attestations + search({ enterprise, objective, limit: String(pageLimit) }), listOf(attestationViewSchema));

export const documents = (enterprise: string) => resource(fill(paths.documents, { enterprise }), listOf(documentViewSchema));
/** Where a document is sent to, under its name. */
export const newDocument = (enterprise: string, name: string) =>
  resource(fill(paths.documents, { enterprise }) + search({ name }), documentViewSchema);
export const documentAddress = (enterprise: string, sha256: string) => apiRoot + fill(paths.document, { enterprise, sha256 });

export const ledger = (enterprise: string) =>
  resource(fill(paths.ledger, { enterprise }) + search({ limit: String(pageLimit) }), listOf(ledgerEntrySchema));
export const ledgerFile = (enterprise: string, query: { format: "csv" | "xlsx"; lang: Language; state?: string }) =>
  apiRoot + fill(paths.ledgerFile, { enterprise }) + search(query);

export const classification = (enterprise: string) =>
  resource(fill(paths.classification, { enterprise }), classificationViewSchema);
/** A calendar looks so many days ahead. */
const calendarDays = "366";
export const calendar = (enterprise: string) =>
  resource(fill(paths.calendar, { enterprise }) + search({ days: calendarDays }), calendarSchema);
export const calendarFile = (enterprise: string, lang: Language) =>
  apiRoot + fill(paths.calendarFile, { enterprise }) + search({ lang });

export const claimImport = (enterprise: string) => resource(fill(paths.claimImport, { enterprise }), claimImportSchema);
export const claimPreview = (enterprise: string) => resource(fill(paths.claimPreview, { enterprise }), claimImportSchema);
export const claimTemplate = (enterprise: string, query: { format: "csv" | "xlsx"; lang: Language }) =>
  apiRoot + fill(paths.claimTemplate, { enterprise }) + search(query);
