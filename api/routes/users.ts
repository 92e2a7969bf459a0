import { z } from "@hono/zod-openapi";
import {
  oneTimeLinkSchema,
  type UserCreated,
  userCreatedSchema,
  userCreateSchema,
  userGrantsSchema,
  userViewSchema,
} from "../contract/accounts.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { administrators } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";

const conflict = { 409: { description: "The address has an account already" } };
const person = { params: z.object({ id: z.string().max(100) }) };

const list = declareRoute(
  { method: "get", path: paths.users, access: administrators },
  { summary: "Everybody with an account", responses: { 200: answers(listOf(userViewSchema)) } },
);
const create = declareRoute(
  { method: "post", path: paths.users, access: administrators, audit: "user.create" },
  {
    summary: "A new account with a link that logs in once",
    request: jsonBody(userCreateSchema),
    responses: { 201: answers(userCreatedSchema), ...conflict },
  },
);
const setGrants = declareRoute(
  { method: "put", path: paths.userGrants, access: administrators, audit: "user.set-grants" },
  {
    summary: "Replace the roles of a person",
    request: { ...person, ...jsonBody(userGrantsSchema) },
    responses: { 200: answers(userViewSchema), ...notPossible },
  },
);
const link = declareRoute(
  { method: "post", path: paths.userLink, access: administrators, audit: "user.link" },
  {
    summary: "A new link that logs a person in once",
    request: person,
    responses: { 201: answers(oneTimeLinkSchema) },
  },
);

const remove = declareRoute(
  { method: "delete", path: paths.user, access: administrators, audit: "user.remove" },
  {
    summary: "End an account with its roles and sessions",
    request: person,
    responses: { 204: { description: "Ended" }, ...notPossible },
  },
);
const resetSecondFactor = declareRoute(
  { method: "delete", path: paths.userSecondFactor, access: administrators, audit: "user.reset-second-factor" },
  {
    summary: "For a person who lost all second factors: they and all sessions end",
    request: person,
    responses: { 200: answers(userViewSchema) },
  },
);
const unlock = declareRoute(
  { method: "delete", path: paths.userLock, access: administrators, audit: "user.unlock" },
  { summary: "Open an account that wrong attempts locked", request: person, responses: { 200: answers(userViewSchema) } },
);

export function userRoutes({ people }: Services): Api {
  const api = createApi();
  api.openapi(list, async (c) => c.json({ items: [...(await people.list())] }, 200));
  api.openapi(create, async (c) => {
    const wanted = c.req.valid("json");
    const user = await people.create(wanted);
    c.set("auditTarget", wanted.email);
    c.set("auditDetail", { id: user.id, grants: wanted.grants });
    const created: UserCreated = { user, link: await people.link(user.id) };
    return c.json(created, 201);
  });
  api.openapi(setGrants, async (c) => {
    const { grants } = c.req.valid("json");
    const user = await people.setGrants(c.req.valid("param").id, grants);
    c.set("auditTarget", user.email);
    c.set("auditDetail", { grants });
    return c.json(user, 200);
  });
  api.openapi(link, async (c) => {
    const user = await people.get(c.req.valid("param").id);
    c.set("auditTarget", user.email);
    return c.json(await people.link(user.id), 201);
  });
  api.openapi(remove, async (c) => {
    c.set("auditTarget", (await people.remove(c.req.valid("param").id)).email);
    return c.body(null, 204);
  });
  api.openapi(resetSecondFactor, async (c) => {
    const user = await people.resetSecondFactor(c.req.valid("param").id);
    c.set("auditTarget", user.email);
    return c.json(user, 200);
  });
  api.openapi(unlock, async (c) => {
    const user = await people.unlock(c.req.valid("param").id);
    c.set("auditTarget", user.email);
    return c.json(user, 200);
  });
  return api;
}
