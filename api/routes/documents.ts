import { z } from "@hono/zod-openapi";
import { Problem } from "../../model/problem.ts";
import { mediaTypeOf } from "../../store/documents/kinds.ts";
import { documentViewSchema } from "../contract/attestations.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute, notPossible, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { asRefusal, notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { documentView } from "../views/attestation-view.ts";
import { asAttachment } from "../views/table-file.ts";

const ofEnterprise = z.object({ enterprise: z.string().max(100) });
/** What a file may be called: no path and no control characters. */
const fileNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/\\]+$/u, "expected a file name without a path");

const bytes = { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } };

const list = declareRoute(
  { method: "get", path: paths.documents, access: atEnterprise(anyRole) },
  {
    summary: "Documents that were uploaded for an enterprise",
    request: { params: ofEnterprise },
    responses: { 200: answers(listOf(documentViewSchema)) },
  },
);
const add = declareRoute(
  {
    method: "post",
    path: paths.documents,
    access: atEnterprise(["assessor", "reviewer", "administrator"]),
    audit: "document.add",
  },
  {
    summary: "Upload a document of at most 50 MiB, its bytes as the body; the content must be of the kind that its name says",
    request: { params: ofEnterprise, query: z.object({ name: fileNameSchema }), body: { required: true, content: bytes } },
    responses: { 201: answers(documentViewSchema), ...notPossible, ...storageRefusals },
  },
);
const get = declareRoute(
  { method: "get", path: paths.document, access: atEnterprise(anyRole) },
  {
    summary: "The bytes of a document, which are checked against its hash",
    request: { params: ofEnterprise.extend({ sha256: z.string().max(64) }) },
    responses: { 200: { description: "The document", content: bytes } },
  },
);

const refusals = { "document-too-large": "too-large", "document-missing": "not-found" };

export function documentRoutes({ records, documents, book, clock }: Services): Api {
  const api = createApi();

  api.openapi(list, async (c) => {
    const { enterprise } = c.req.valid("param");
    return c.json({ items: (await records.documents.list(enterprise)).map(documentView) }, 200);
  });

  api.openapi(add, async (c) => {
    const { enterprise } = c.req.valid("param");
    const { name } = c.req.valid("query");
    if ((await book.get(enterprise)) === undefined) throw notFound("enterprise");
    const body = c.req.raw.body;
    if (body === null) throw new Problem("invalid", "The document has no content.");
    const stored = await documents.put(body, name).catch((error: unknown) => {
      throw asRefusal(error, refusals);
    });
    await records.documents.add({ enterpriseId: enterprise, ...stored, name, by: c.get("caller").actor, at: clock.now() });
    const record = await records.documents.get(enterprise, stored.sha256);
    if (record === undefined) throw notFound("document");
    c.set("auditTarget", `document:${stored.sha256}`);
    c.set("auditDetail", { enterprise, name, size: stored.size, kind: stored.kind });
    return c.json(documentView(record), 201);
  });

  api.openapi(get, async (c) => {
    const { enterprise, sha256 } = c.req.valid("param");
    const record = await records.documents.get(enterprise, sha256);
    if (record === undefined) throw notFound("document");
    const content = await documents.read(sha256).catch((error: unknown) => {
      throw asRefusal(error, refusals);
    });
    return c.body(content, 200, asAttachment(mediaTypeOf(record.kind), record.name));
  });

  return api;
}
