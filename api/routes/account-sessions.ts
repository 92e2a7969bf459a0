import { z } from "@hono/zod-openapi";
import type { OpenSession } from "../accounts/open-sessions.ts";
import { endedSessionsSchema, type OpenSessionView, openSessionSchema } from "../contract/accounts.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { administrators, persons } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { personOf } from "./passkeys.ts";

const byId = { params: z.object({ id: z.string().max(100) }) };

const list = declareRoute(
  { method: "get", path: paths.accountSessions, access: persons },
  { summary: "Where the account is signed in", responses: { 200: answers(listOf(openSessionSchema)) } },
);
const end = declareRoute(
  { method: "delete", path: paths.accountSession, access: persons, audit: "session.end" },
  { summary: "End one session of the account", request: byId, responses: { 204: { description: "Ended" } } },
);
const endOthers = declareRoute(
  { method: "delete", path: paths.accountSessions, access: persons, audit: "session.end-others" },
  { summary: "End all sessions of the account but this one", responses: { 200: answers(endedSessionsSchema) } },
);
const listOfUser = declareRoute(
  { method: "get", path: paths.userSessions, access: administrators },
  { summary: "Where a person is signed in", request: byId, responses: { 200: answers(listOf(openSessionSchema)) } },
);
const endOfUser = declareRoute(
  { method: "delete", path: paths.userSessions, access: administrators, audit: "user.end-sessions" },
  { summary: "End all sessions of a person", request: byId, responses: { 200: answers(endedSessionsSchema) } },
);

export function accountSessionRoutes({ openSessions, people }: Services): Api {
  const api = createApi();

  api.openapi(list, async (c) => {
    const items = (await openSessions.list(personOf(c), c.req.raw.headers)).map(view);
    return c.json({ items }, 200);
  });
  api.openapi(end, async (c) => {
    if (!(await openSessions.end(personOf(c), c.req.valid("param").id))) throw notFound("session");
    return c.body(null, 204);
  });
  api.openapi(endOthers, async (c) => c.json({ ended: await openSessions.endAll(personOf(c), c.req.raw.headers) }, 200));
  api.openapi(listOfUser, async (c) => {
    const { id } = await people.get(c.req.valid("param").id);
    return c.json({ items: (await openSessions.list(id)).map(view) }, 200);
  });
  api.openapi(endOfUser, async (c) => {
    const user = await people.get(c.req.valid("param").id);
    c.set("auditTarget", user.email);
    return c.json({ ended: await openSessions.endAll(user.id) }, 200);
  });
  return api;
}

function view({ createdAt, lastUsedAt, expiresAt, ...rest }: OpenSession): OpenSessionView {
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
