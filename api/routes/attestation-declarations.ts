import { z } from "@hono/zod-openapi";
import { attestationStateSchema } from "../../model/attestation.ts";
import { documentKinds } from "../../model/document-kinds.ts";
import { languages } from "../../model/language.ts";
import {
  attestationCreateSchema,
  attestationEditSchema,
  attestationReviewSchema,
  attestationVersionSchema,
  attestationViewSchema,
  attestationWithdrawSchema,
  claimImportSchema,
  staleAttestationSchema,
} from "../contract/attestations.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise, type EnterpriseOf, readers } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { pageQuery } from "../http/paging.ts";
import { reviewingRoles } from "../views/attestation-view.ts";
import { tableFormats } from "../views/table-file.ts";

export const claimingRoles = ["assessor", "reviewer", "administrator"] as const;
const named = { params: z.object({ id: z.string().max(100) }) };
const stale = {
  409: {
    description: "Changed by somebody else in the meantime",
    content: { "application/json": { schema: staleAttestationSchema } },
  },
};
const changed = { 200: answers(attestationViewSchema), ...stale, ...notPossible };

export const listAttestations = declareRoute(
  { method: "get", path: paths.attestations, access: readers },
  {
    summary: "What people stated: claims, compensating measures and retirements, newest first",
    request: {
      query: z.object({
        ...pageQuery,
        enterprise: z.string().max(100).optional(),
        state: attestationStateSchema.optional(),
        objective: z.string().max(100).optional(),
      }),
    },
    responses: { 200: answers(listOf(attestationViewSchema)) },
  },
);
export const createAttestation = declareRoute(
  { method: "post", path: paths.enterpriseAttestations, access: atEnterprise(claimingRoles), audit: "attestation.submit" },
  {
    summary: "State something about an enterprise; it counts once another person has reviewed it",
    request: { params: z.object({ enterprise: z.string().max(100) }), ...jsonBody(attestationCreateSchema) },
    responses: { 201: answers(attestationViewSchema), ...notPossible },
  },
);

const claimTable = {
  request: {
    params: z.object({ enterprise: z.string().max(100) }),
    body: {
      required: true,
      content: {
        "text/csv": { schema: z.string() },
        [documentKinds.xlsx.mediaType]: { schema: z.string().openapi({ format: "binary" }) },
      },
    },
  },
  responses: {
    200: answers(claimImportSchema),
    422: { description: "Rows that are wrong", content: { "application/json": { schema: claimImportSchema } } },
  },
};
export const importClaimTable = declareRoute(
  { method: "post", path: paths.claimImport, access: atEnterprise(claimingRoles), audit: "attestation.import" },
  {
    summary: "Submit the claims of a table (CSV in UTF-8 or GB 18030, or XLSX): all of them, or none where a row is wrong",
    ...claimTable,
  },
);
export const previewClaimTable = declareRoute(
  { method: "post", path: paths.claimPreview, access: atEnterprise(claimingRoles), audit: null },
  { summary: "What the import of a table would submit, and which rows are wrong; nothing is imported", ...claimTable },
);

export const claimTemplate = declareRoute(
  { method: "get", path: paths.claimTemplate, access: atEnterprise(anyRole) },
  {
    summary: "A table of claims to fill in",
    request: {
      params: z.object({ enterprise: z.string().max(100) }),
      query: z.object({ format: z.enum(tableFormats).default("xlsx"), lang: z.enum(languages).default("zh-CN") }),
    },
    responses: { 200: { description: "The table", content: { "application/octet-stream": { schema: z.string() } } } },
  },
);

/** The routes about one attestation; who may use them depends on the enterprise that it is about. */
export function routesOfOneAttestation(enterpriseOf: EnterpriseOf) {
  const at = (roles: typeof anyRole) => ({ roles, scope: "enterprise", enterpriseOf }) as const;
  return {
    get: declareRoute(
      { method: "get", path: paths.attestation, access: at(anyRole) },
      {
        summary: "A statement with its documents and review",
        request: named,
        responses: { 200: answers(attestationViewSchema) },
      },
    ),
    put: declareRoute(
      { method: "put", path: paths.attestation, access: at(claimingRoles), audit: "attestation.edit" },
      {
        summary: "Mend a statement that is not accepted yet; what it is about stays",
        request: { ...named, ...jsonBody(attestationEditSchema) },
        responses: changed,
      },
    ),
    review: declareRoute(
      { method: "post", path: paths.attestationReview, access: at(reviewingRoles), audit: "attestation.review" },
      {
        summary: "Accept or return what another person stated",
        request: { ...named, ...jsonBody(attestationReviewSchema) },
        responses: changed,
      },
    ),
    withdraw: declareRoute(
      { method: "post", path: paths.attestationWithdraw, access: at(claimingRoles), audit: "attestation.withdraw" },
      {
        summary: "Take a statement back; it stays on record and backs nothing",
        request: { ...named, ...jsonBody(attestationWithdrawSchema) },
        responses: changed,
      },
    ),
    versions: declareRoute(
      { method: "get", path: paths.attestationVersions, access: at(anyRole) },
      {
        summary: "Every version as it was written, also edits that came too late",
        request: named,
        responses: { 200: answers(listOf(attestationVersionSchema)) },
      },
    ),
  };
}
