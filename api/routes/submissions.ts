import { z } from "@hono/zod-openapi";
import type { Role } from "../../model/access.ts";
import { Problem } from "../../model/problem.ts";
import type { Submission } from "../../model/submission/submission.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { destinationSchema, submissionDecisionSchema, submissionViewSchema } from "../contract/submissions.ts";
import { type Access, anyRole, atEnterprise, readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, notPossible, staleEdit, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { asRefusal, notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { decide } from "../submissions/decide.ts";
import { prepareSubmission } from "../submissions/prepare.ts";
import { destinationView, submissionView } from "../views/submission-view.ts";
import { asAttachment } from "../views/table-file.ts";

const reporters = ["reporter", "administrator"] as const;
const bytes = { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } };
const byId = { params: z.object({ id: z.string().max(100) }) };
const fileNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/\\]+$/u, "expected a file name without a path");

const destination = declareRoute(
  { method: "get", path: paths.destination, access: readers },
  { summary: "To whom reports are submitted, and under which certificate", responses: { 200: answers(destinationSchema) } },
);
const list = declareRoute(
  { method: "get", path: paths.submissions, access: readers },
  {
    summary: "What is, was, or waits to be submitted, newest first",
    request: { query: z.object({ enterprise: z.string().max(100).optional() }) },
    responses: { 200: answers(listOf(submissionViewSchema)) },
  },
);
const prepare = declareRoute(
  { method: "post", path: paths.enterpriseSubmissions, access: atEnterprise(reporters), audit: "submission.prepare" },
  {
    summary: "Hand in a signed bundle for a decision: what it holds is read, and nothing leaves",
    request: {
      params: z.object({ enterprise: z.string().max(100) }),
      query: z.object({ name: fileNameSchema }),
      body: { required: true, content: bytes },
    },
    responses: { 201: answers(submissionViewSchema), ...notPossible, ...storageRefusals },
  },
);

export function submissionRoutes(services: Services): Api {
  const { records, documents } = services;
  const { submissions } = records;
  const api = createApi();
  const found = async (id: string): Promise<Submission> => {
    const submission = await submissions.get(id);
    if (submission === undefined) throw notFound("submission");
    return submission;
  };
  /** What is passed on belongs to no enterprise of this installation: it is for those whose roles hold everywhere. */
  const about = (roles: readonly Role[]): Access => ({
    roles,
    scope: "enterprise",
    enterpriseOf: async ({ id = "" }) => {
      const submission = await submissions.get(id);
      return submission && (submission.enterpriseId ?? "");
    },
  });
  const get = declareRoute(
    { method: "get", path: paths.submission, access: about(anyRole) },
    { summary: "A submission with what exactly leaves", request: byId, responses: { 200: answers(submissionViewSchema) } },
  );
  const decision = declareRoute(
    { method: "post", path: paths.submissionDecision, access: about(reporters), audit: "submission.decide" },
    {
      summary: "Send what was previewed, or stop sending it; for people alone",
      request: { ...byId, ...jsonBody(submissionDecisionSchema) },
      responses: { 200: answers(submissionViewSchema), ...staleEdit, ...notPossible },
    },
  );
  const discard = declareRoute(
    { method: "delete", path: paths.submission, access: about(reporters), audit: "submission.discard" },
    {
      summary: "Drop a submission on which nobody has decided",
      request: byId,
      responses: { 204: { description: "Dropped" }, ...notPossible },
    },
  );
  const bundle = declareRoute(
    { method: "get", path: paths.submissionBundle, access: about(anyRole) },
    {
      summary: "The bytes that leave, or left",
      request: byId,
      responses: { 200: { description: "The bundle", content: bytes } },
    },
  );
  const receipt = declareRoute(
    { method: "get", path: paths.submissionReceipt, access: about(anyRole) },
    { summary: "The receipt, a JSON Web Signature", request: byId, responses: { 200: { description: "It", content: bytes } } },
  );

  api.openapi(destination, (c) => c.json(destinationView(services), 200));
  api.openapi(list, async (c) => {
    const caller = c.get("caller");
    const seen = (await submissions.list(c.req.valid("query").enterprise)).filter(({ enterpriseId }) =>
      maySee(caller, enterpriseId),
    );
    return c.json({ items: seen.map(submissionView) }, 200);
  });
  api.openapi(get, async (c) => c.json(submissionView(await found(c.req.valid("param").id)), 200));

  api.openapi(prepare, async (c) => {
    const { enterprise: enterpriseId } = c.req.valid("param");
    const { name: fileName } = c.req.valid("query");
    const content = new Uint8Array(await c.req.arrayBuffer());
    const prepared = await prepareSubmission(services, {
      enterpriseId,
      fileName,
      bytes: content,
      by: c.get("caller").actor,
    }).catch((error: unknown) => {
      throw asRefusal(error, { "document-too-large": "too-large" });
    });
    c.set("auditTarget", `submission:${prepared.id}`);
    c.set("auditDetail", { enterprise: enterpriseId, digest: prepared.digest, size: prepared.size, kind: prepared.content.kind });
    return c.json(submissionView(prepared), 201);
  });

  api.openapi(decision, async (c) => {
    const caller = c.get("caller");
    if (caller.userId === null) {
      throw new Problem("person-needed", "Whether a report leaves is for a person to decide.", {
        advice: "Decide on the page of submissions.",
      });
    }
    const decided = await decide(services, await found(c.req.valid("param").id), { ...c.req.valid("json"), by: caller.actor });
    c.set("auditTarget", `submission:${decided.id}`);
    c.set("auditDetail", { decision: c.req.valid("json").decision, digest: decided.digest, to: services.authority?.url });
    return c.json(submissionView(decided), 200);
  });

  api.openapi(discard, async (c) => {
    const { id } = c.req.valid("param");
    if (!(await submissions.discard(id))) throw new Problem("not-possible", "Somebody has decided on it, so it is kept.");
    c.set("auditTarget", `submission:${id}`);
    return c.body(null, 204);
  });

  api.openapi(bundle, async (c) => {
    const { digest, fileName } = await found(c.req.valid("param").id);
    return c.body(await documents.read(digest), 200, asAttachment("application/zip", fileName));
  });
  api.openapi(receipt, async (c) => {
    const { id, receipt: jws } = await found(c.req.valid("param").id);
    if (jws === null) throw notFound("receipt");
    return c.body(jws, 200, asAttachment("application/jose", `receipt-${id}.jws`));
  });
  return api;
}
