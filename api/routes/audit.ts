import { z } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import { auditLines } from "../accounts/audit-lines.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { type AuditView, auditVerificationSchema, auditViewSchema } from "../contract/system.ts";
import { administrators } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { pageQuery } from "../http/paging.ts";
import type { Services } from "../services.ts";
import { isoTime } from "../views/time.ts";

const list = declareRoute(
  { method: "get", path: paths.audit, access: administrators },
  {
    summary: "Who did what, newest first",
    request: { query: z.object(pageQuery) },
    responses: { 200: answers(listOf(auditViewSchema)) },
  },
);
const verify = declareRoute(
  { method: "get", path: paths.auditVerify, access: administrators },
  { summary: "Whether the trail holds, entry by entry", responses: { 200: answers(auditVerificationSchema) } },
);

const file = declareRoute(
  { method: "get", path: paths.auditFile, access: administrators },
  {
    summary: "The whole trail, a line of JSON an entry, oldest first; a program can check its chain",
    responses: { 200: { description: "The trail" } },
  },
);

export function auditRoutes({ records }: Services): Api {
  const api = createApi();
  api.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const page = await records.audit.list(cursor === undefined ? { limit } : { limit, cursor });
    const items = page.items.map((entry): AuditView => ({ ...entry, at: isoTime(entry.at), detail: { ...entry.detail } }));
    return c.json(page.next === undefined ? { items } : { items, next: page.next }, 200);
  });
  api.openapi(verify, async (c) => {
    const firstBroken = await records.audit.verify();
    return c.json({ holds: firstBroken === null, firstBroken }, 200);
  });
  api.openapi(file, (c) => {
    c.header("content-type", "application/x-ndjson; charset=utf-8");
    c.header("content-disposition", 'attachment; filename="plantwatch-audit.ndjson"');
    return stream(c, async (out) => {
      for await (const line of auditLines(records.audit)) await out.write(line);
    });
  });
  return api;
}
