import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Problem } from "../../model/problem.ts";
import { passCookies } from "../accounts/sessions.ts";
import { passkeyEnrolSchema, passkeyOptionsSchema, passkeySignInSchema, passkeyViewSchema } from "../contract/accounts.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { everyone, persons } from "../http/access.ts";
import { authRequest } from "../http/auth-request.ts";
import { answers, declareRoute, jsonBody, tooManyRequests } from "../http/declare-route.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { demandTwoFactors } from "./second-factor.ts";

const signInOptions = declareRoute(
  { method: "post", path: paths.sessionPasskeyOptions, access: everyone, audit: null },
  { summary: "Begin a log-in by passkey", responses: { 200: answers(passkeyOptionsSchema), ...tooManyRequests } },
);
const signIn = declareRoute(
  { method: "post", path: paths.sessionPasskey, access: everyone, audit: "session.passkey" },
  {
    summary: "Log in by passkey; the answer sets the cookie",
    request: jsonBody(passkeySignInSchema),
    responses: { 204: { description: "Signed in" }, ...tooManyRequests },
  },
);
const list = declareRoute(
  { method: "get", path: paths.accountPasskeys, access: persons },
  { summary: "Passkeys of the account", responses: { 200: answers(listOf(passkeyViewSchema)) } },
);
const enrolOptions = declareRoute(
  { method: "post", path: paths.accountPasskeyOptions, access: persons, audit: null },
  { summary: "Begin to add a passkey", responses: { 200: answers(passkeyOptionsSchema) } },
);
const enrol = declareRoute(
  { method: "post", path: paths.accountPasskeys, access: persons, audit: "account.passkey-add" },
  {
    summary: "Add a passkey; log in by it to prove it",
    request: jsonBody(passkeyEnrolSchema),
    responses: { 204: { description: "Added" } },
  },
);
const remove = declareRoute(
  { method: "delete", path: paths.accountPasskey, access: persons, audit: "account.passkey-remove" },
  {
    summary: "Remove a passkey",
    request: { params: z.object({ id: z.string().max(100) }) },
    responses: { 204: { description: "Removed" } },
  },
);

export function passkeyRoutes({ passkeys, people }: Services): Api {
  const api = createApi();

  api.openapi(signInOptions, async (c) => {
    const { options, cookies } = await passkeys.beginSignIn(authRequest(c));
    passCookies(c, cookies);
    return c.json(passkeyOptionsSchema.parse(options), 200);
  });
  api.openapi(signIn, async (c) => {
    const { cookies, userId } = await passkeys.signIn(authRequest(c), c.req.valid("json").response);
    passCookies(c, cookies);
    c.set("auditActor", (await people.get(userId)).email);
    return c.body(null, 204);
  });
  api.openapi(list, async (c) => {
    const items = (await passkeys.list(personOf(c))).map(({ id, name, createdAt }) => ({
      id,
      name,
      createdAt: createdAt?.toISOString() ?? null,
    }));
    return c.json({ items }, 200);
  });
  api.openapi(enrolOptions, async (c) => {
    const { options, cookies } = await passkeys.beginEnrolment(authRequest(c));
    passCookies(c, cookies);
    return c.json(passkeyOptionsSchema.parse(options), 200);
  });
  api.openapi(enrol, async (c) => {
    const { response, name } = c.req.valid("json");
    passCookies(c, await passkeys.enrol(authRequest(c), response, name));
    c.set("auditDetail", { name });
    return c.body(null, 204);
  });
  api.openapi(remove, async (c) => {
    demandTwoFactors(c);
    if (!(await passkeys.remove(personOf(c), c.req.valid("param").id))) throw notFound("passkey");
    return c.body(null, 204);
  });
  return api;
}

/** The account of the person who asks; programs have none. */
export function personOf(c: Context<CentreEnv>): string {
  const { userId, kind } = c.get("caller");
  if (userId === null) throw new Problem("forbidden", `A ${kind} has no account.`);
  return userId;
}
