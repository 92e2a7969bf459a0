import { randomUUID } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { Problem } from "../../model/problem.ts";
import type { Registration } from "../../model/submission/registration.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import {
  receivedViewSchema,
  receivingViewSchema,
  registrationEditSchema,
  registrationViewSchema,
  submissionViewSchema,
  tierOverviewSchema,
} from "../contract/submissions.ts";
import { type Access, administrators, anyRole } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { readCertificates } from "../reports/bundle/signing/certificate.ts";
import type { Services } from "../services.ts";
import { prepareSubmission } from "../submissions/prepare.ts";
import { receivedView, receivingView, registrationView, submissionView } from "../views/submission-view.ts";
import { asAttachment } from "../views/table-file.ts";
import { tierOverview } from "../views/tier-overview-view.ts";

/** Officials see everything that came; nobody sees a part of it. */
const officials: Access = { roles: anyRole, scope: "installation" };
const bytes = { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } };
const byId = { params: z.object({ id: z.string().max(100) }) };

const get = declareRoute(
  { method: "get", path: paths.receiving, access: officials },
  { summary: "This installation as a tier that receives", responses: { 200: answers(receivingViewSchema) } },
);
const registrations = declareRoute(
  { method: "get", path: paths.registrations, access: officials },
  { summary: "Who may submit here", responses: { 200: answers(listOf(registrationViewSchema)) } },
);
const register = declareRoute(
  { method: "post", path: paths.registrations, access: administrators, audit: "registration.add" },
  {
    summary: "Register an enterprise, or a tier that passes on",
    request: jsonBody(registrationEditSchema),
    responses: { 201: answers(registrationViewSchema), ...staleEdit, ...notPossible },
  },
);
const edit = declareRoute(
  { method: "put", path: paths.registration, access: administrators, audit: "registration.save" },
  {
    summary: "Change a registration: its certificates, or that nothing is taken from it for now",
    request: { ...byId, ...jsonBody(registrationEditSchema) },
    responses: { 200: answers(registrationViewSchema), ...staleEdit, ...notPossible },
  },
);
const remove = declareRoute(
  { method: "delete", path: paths.registration, access: administrators, audit: "registration.remove" },
  {
    summary: "Remove a registration of which nothing came",
    request: byId,
    responses: { 204: { description: "Removed" }, ...notPossible },
  },
);
const overview = declareRoute(
  { method: "get", path: paths.tierOverview, access: officials },
  {
    summary: "By what was submitted: who is late, how enterprises compare, and what is open at many of them",
    responses: { 200: answers(tierOverviewSchema) },
  },
);
const list = declareRoute(
  { method: "get", path: paths.received, access: officials },
  {
    summary: "What came, newest first",
    request: { query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(200) }) },
    responses: { 200: answers(listOf(receivedViewSchema)) },
  },
);
const bundle = declareRoute(
  { method: "get", path: paths.receivedBundle, access: officials },
  { summary: "The bytes that came", request: byId, responses: { 200: { description: "The bundle", content: bytes } } },
);
const passOn = declareRoute(
  {
    method: "post",
    path: paths.receivedPassOn,
    access: { roles: ["reporter", "administrator"], scope: "installation" },
    audit: "submission.pass-on",
  },
  {
    summary: "Prepare what came to be passed on to the tier above; nothing leaves before a person decides",
    request: byId,
    responses: { 201: answers(submissionViewSchema), ...notPossible },
  },
);

export function receivingRoutes(services: Services): Api {
  const { records, documents, catalogs, clock } = services;
  const { receiving } = records;
  const api = createApi();
  const received = async (id: string) => {
    const submission = await receiving.received(id);
    if (submission === undefined) throw notFound("submission");
    return submission;
  };
  const save = async (registration: Registration) => {
    if (registration.signers.trim() !== "") readCertificates(registration.signers, "the signing certificates");
    await receiving.register(registration);
    return registration;
  };

  api.openapi(get, (c) => c.json(receivingView(services), 200));
  api.openapi(registrations, async (c) => c.json({ items: (await receiving.registrations()).map(registrationView) }, 200));

  api.openapi(register, async (c) => {
    const { version: _, ...wanted } = c.req.valid("json");
    const by = { registeredBy: c.get("caller").actor, registeredAt: clock.now() };
    const registration = await save({ ...wanted, ...by, id: randomUUID(), version: 1 });
    c.set("auditTarget", `registration:${registration.id}`);
    c.set("auditDetail", { name: registration.name["zh-CN"], fingerprints: registration.fingerprints });
    return c.json(registrationView(registration), 201);
  });

  api.openapi(edit, async (c) => {
    const { version = 0, ...wanted } = c.req.valid("json");
    const { id } = c.req.valid("param");
    const before = (await receiving.registrations()).find((one) => one.id === id);
    if (before === undefined) throw notFound("registration");
    const registration = await save({ ...before, ...wanted, version: version + 1 });
    const { name, fingerprints, suspended } = registration;
    c.set("auditTarget", `registration:${id}`);
    c.set("auditDetail", { name: name["zh-CN"], fingerprints, suspended });
    return c.json(registrationView(registration), 200);
  });

  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    if (!(await receiving.removeRegistration(id))) {
      throw new Problem("not-possible", "Something came from it, so it is kept.", { advice: "Suspend it instead." });
    }
    return c.body(null, 204);
  });

  api.openapi(overview, async (c) => {
    const [all, accepted] = await Promise.all([receiving.registrations(), receiving.newestAccepted()]);
    return c.json(tierOverview({ registrations: all, accepted, catalogs, now: clock.now() }), 200);
  });

  api.openapi(list, async (c) => {
    const [came, all] = await Promise.all([receiving.list(c.req.valid("query").limit), receiving.registrations()]);
    const byRegistration = new Map(all.map((one) => [one.id, one]));
    return c.json({ items: came.map((one) => receivedView(one, byRegistration)) }, 200);
  });

  api.openapi(bundle, async (c) => {
    const { digest, id, verdict } = await received(c.req.valid("param").id);
    // What was refused is not kept.
    if (verdict === "refused") throw notFound("bundle");
    return c.body(await documents.read(digest), 200, asAttachment("application/zip", `submission-${id}.zip`));
  });

  api.openapi(passOn, async (c) => {
    const { digest, id, verdict } = await received(c.req.valid("param").id);
    if (verdict === "refused") throw new Problem("not-possible", "It was refused.");
    const content = await documents.read(digest);
    const by = c.get("caller").actor;
    const prepared = await prepareSubmission(services, { enterpriseId: null, fileName: `${id}.zip`, bytes: content, by });
    c.set("auditTarget", `submission:${prepared.id}`);
    c.set("auditDetail", { received: id, digest });
    return c.json(submissionView(prepared), 201);
  });
  return api;
}
