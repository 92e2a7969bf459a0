import { z } from "@hono/zod-openapi";
import { enrolmentAnswerSchema, enrolmentRequestSchema } from "../../model/wire/enrolment.ts";
import { makeEnrolmentCode, redeemCode, revokeCollector } from "../collectors/enrolments.ts";
import { enrolmentCodeSchema } from "../contract/enrolments.ts";
import { paths } from "../contract/paths.ts";
import { administrators, everyone } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible, tooManyRequests } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";
import { isoTime } from "../views/time.ts";

const named = { params: z.object({ collector: z.string().max(100) }) };

const code = declareRoute(
  { method: "post", path: paths.collectorEnrolment, access: administrators, audit: "collector.code" },
  {
    summary: "A one-time code with which a collector enrols itself; answered this once, good for an hour",
    request: named,
    responses: { 201: answers(enrolmentCodeSchema), ...notPossible },
  },
);
const revoke = declareRoute(
  { method: "delete", path: paths.collectorEnrolment, access: administrators, audit: "collector.revoke" },
  {
    summary: "End the key, the tokens and the code of a collector, from its next message on",
    request: named,
    responses: { 204: { description: "Ended" } },
  },
);
const enrol = declareRoute(
  { method: "post", path: paths.enrolment, access: everyone, audit: "collector.enrol" },
  {
    summary: "A collector's public key in exchange for its code",
    request: jsonBody(enrolmentRequestSchema),
    responses: { 200: answers(enrolmentAnswerSchema), ...tooManyRequests },
  },
);

export function enrolmentRoutes(services: Services): Api {
  const api = createApi();
  api.openapi(code, async (c) => {
    const { collector } = c.req.valid("param");
    const made = await makeEnrolmentCode(services, collector, c.get("caller").actor);
    c.set("auditTarget", `collector:${collector}`);
    return c.json({ code: made.code, expiresAt: isoTime(made.expiresAt) }, 201);
  });
  api.openapi(revoke, async (c) => {
    const { collector } = c.req.valid("param");
    await revokeCollector(services, collector, c.get("caller").actor);
    c.set("auditTarget", `collector:${collector}`);
    return c.body(null, 204);
  });
  api.openapi(enrol, async (c) => {
    const request = c.req.valid("json");
    const { collectorId, enrolledBy } = await redeemCode(services, request);
    c.set("auditActor", `collector:${collectorId}`);
    c.set("auditTarget", `collector:${collectorId}`);
    c.set("auditDetail", { key: request.publicKey, codeBy: enrolledBy });
    return c.json({ collectorId }, 200);
  });
  return api;
}
