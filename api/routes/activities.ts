import { randomUUID } from "node:crypto";
import { z } from "@hono/zod-openapi";
import type { Activity } from "../../model/activity.ts";
import { minute } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { attachDocuments } from "../attestations/subject-rules.ts";
import { type ActivityView, activityCreateSchema, activityViewSchema } from "../contract/addresses.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { activityRecorded } from "../live/address-texts.ts";
import type { Services } from "../services.ts";
import { isoTime } from "../views/time.ts";

const recordingRoles = ["assessor", "reviewer", "administrator"] as const;
const ofEnterprise = z.object({ enterprise: z.string().max(100) });

const list = declareRoute(
  { method: "get", path: paths.activities, access: atEnterprise(anyRole) },
  {
    summary: "Drills, simulated scenarios and sweeps of addresses that were held and recorded, newest first",
    request: { params: ofEnterprise },
    responses: { 200: answers(listOf(activityViewSchema)) },
  },
);
const add = declareRoute(
  { method: "post", path: paths.activities, access: atEnterprise(recordingRoles), audit: "activity.add" },
  {
    summary: "Record that something was held, with its scope, outcome and documents",
    request: { params: ofEnterprise, ...jsonBody(activityCreateSchema) },
    responses: { 201: answers(activityViewSchema), ...notPossible },
  },
);
const remove = declareRoute(
  { method: "delete", path: paths.activity, access: atEnterprise(recordingRoles), audit: "activity.remove" },
  {
    summary: "Take a record back that should not have been made; the audit trail keeps what it said",
    request: { params: ofEnterprise.extend({ id: z.string().max(100) }) },
    responses: { 204: { description: "Removed" } },
  },
);

export function activityRoutes(services: Services): Api {
  const { records, book, clock, hub, judgeSoon } = services;
  const api = createApi();
  const idOf = async (enterpriseId: string): Promise<string> => {
    const entry = await book.get(enterpriseId);
    if (entry === undefined) throw notFound("enterprise");
    return entry.id;
  };

  api.openapi(list, async (c) => {
    const activities = await records.activities.list(await idOf(c.req.valid("param").enterprise));
    return c.json({ items: activities.map(activityView) }, 200);
  });

  api.openapi(add, async (c) => {
    const enterpriseId = await idOf(c.req.valid("param").enterprise);
    const { documents, heldAt: held, ...rest } = c.req.valid("json");
    const [now, heldAt] = [clock.now(), Date.parse(held)];
    if (heldAt > now + minute) {
      throw new Problem("not-possible", "The day on which it was held has not come.", { advice: "Record it once it was held." });
    }
    const attached = await attachDocuments(services, enterpriseId, documents);
    const recorded = { recordedBy: c.get("caller").actor, recordedAt: now };
    const activity = { id: randomUUID(), enterpriseId, ...rest, heldAt, documents: attached, ...recorded };
    await records.activities.add(activity);
    c.set("auditTarget", `activity:${activity.id}`);
    c.set("auditDetail", auditDetail(activity));
    judgeSoon(enterpriseId);
    await hub.publish([activityRecorded(activity)]);
    return c.json(activityView(activity), 201);
  });

  api.openapi(remove, async (c) => {
    const { enterprise, id } = c.req.valid("param");
    const removed = await records.activities.remove(await idOf(enterprise), id);
    if (removed === undefined) throw notFound("activity");
    c.set("auditTarget", `activity:${id}`);
    c.set("auditDetail", auditDetail(removed));
    judgeSoon(enterprise);
    return c.body(null, 204);
  });

  return api;
}

function activityView({ enterpriseId: _enterpriseId, heldAt, recordedAt, documents, ...rest }: Activity): ActivityView {
  return { ...rest, documents: [...documents], heldAt: isoTime(heldAt), recordedAt: isoTime(recordedAt) };
}

function auditDetail({ enterpriseId, kind, heldAt, scope, outcome, documents }: Activity) {
  return {
    enterprise: enterpriseId,
    kind,
    heldAt: isoTime(heldAt),
    scope,
    outcome,
    documents: documents.map(({ sha256 }) => sha256),
  };
}
