import { z } from "@hono/zod-openapi";
import type { TokenRecord } from "../../store/records/administration-port.ts";
import {
  type TokenCreated,
  type TokenView,
  tokenCreatedSchema,
  tokenCreateSchema,
  tokenViewSchema,
} from "../contract/accounts.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { administrators } from "../http/access.ts";
import { answers, declareRoute, jsonBody } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { isoTime, isoTimeOrNull } from "../views/time.ts";

const list = declareRoute(
  { method: "get", path: paths.tokens, access: administrators },
  { summary: "Tokens of programs and collectors, without their secrets", responses: { 200: answers(listOf(tokenViewSchema)) } },
);
const create = declareRoute(
  { method: "post", path: paths.tokens, access: administrators, audit: "token.create" },
  {
    summary: "A new token for a program; its secret is answered this once",
    request: jsonBody(tokenCreateSchema),
    responses: { 201: answers(tokenCreatedSchema) },
  },
);
const remove = declareRoute(
  { method: "delete", path: paths.token, access: administrators, audit: "token.remove" },
  {
    summary: "End a token",
    request: { params: z.object({ id: z.string().max(100) }) },
    responses: { 204: { description: "Ended" } },
  },
);

export function tokenRoutes({ records, tokens }: Services): Api {
  const api = createApi();
  api.openapi(list, async (c) => c.json({ items: (await records.access.tokens()).map(tokenView) }, 200));
  api.openapi(create, async (c) => {
    const { name, grants, expiresAt } = c.req.valid("json");
    const createdBy = c.get("caller").actor;
    const { token, secret } = await tokens.create({
      name,
      grants,
      createdBy,
      expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
    });
    c.set("auditTarget", `token:${name}`);
    c.set("auditDetail", { id: token.id, grants, expiresAt });
    const created: TokenCreated = { token: tokenView(token), secret };
    return c.json(created, 201);
  });
  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    if (!(await records.access.removeToken(id))) throw notFound("token");
    return c.body(null, 204);
  });
  return api;
}

function tokenView({ id, name, grants, collectorId, createdBy, ...times }: TokenRecord): TokenView {
  return {
    id,
    name,
    grants: [...grants],
    collectorId,
    createdBy,
    createdAt: isoTime(times.createdAt),
    expiresAt: isoTimeOrNull(times.expiresAt),
    lastUsedAt: isoTimeOrNull(times.lastUsedAt),
  };
}
