import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Problem } from "../../model/problem.ts";
import { passCookies } from "../accounts/sessions.ts";
import { passwordChangeSchema, type SessionView, type SignIn, sessionViewSchema, signInSchema } from "../contract/accounts.ts";
import { paths } from "../contract/paths.ts";
import { everyone, signedIn } from "../http/access.ts";
import { clientAddress } from "../http/client-address.ts";
import { answers, declareRoute, jsonBody, tooManyRequests } from "../http/declare-route.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";

const get = declareRoute(
  { method: "get", path: paths.session, access: signedIn },
  { summary: "Who is asking", responses: { 200: answers(sessionViewSchema) } },
);
const signIn = declareRoute(
  { method: "post", path: paths.session, access: everyone, audit: "session.sign-in" },
  {
    summary: "Sign in with e-mail address and password; the answer sets the cookie",
    request: jsonBody(signInSchema),
    responses: { 204: { description: "Signed in" }, ...tooManyRequests },
  },
);
const signOut = declareRoute(
  { method: "delete", path: paths.session, access: signedIn, audit: "session.sign-out" },
  { summary: "Sign out", responses: { 204: { description: "Signed out" } } },
);
const link = declareRoute(
  { method: "get", path: paths.sessionLink, access: everyone },
  {
    summary: "Log in by a one-time link",
    request: { query: z.object({ token: z.string().min(1).max(200) }) },
    responses: { 302: { description: "To the pages, signed in where the link was good" }, ...tooManyRequests },
  },
);
const setPassword = declareRoute(
  { method: "put", path: paths.sessionPassword, access: signedIn, audit: "session.set-password" },
  {
    summary: "Set the first password, or a new one",
    request: jsonBody(passwordChangeSchema),
    responses: { 204: { description: "Set" } },
  },
);

export function sessionRoutes(services: Services): Api {
  const { sessions, people } = services;
  const api = createApi();

  api.openapi(get, async (c) => {
    const { actor, name, kind, grants, userId } = c.get("caller");
    const mustSetPassword = userId !== null && !(await people.hasPassword(userId));
    const view: SessionView = { actor, name, kind: kind === "person" ? "person" : "token", grants: [...grants], mustSetPassword };
    return c.json(view, 200);
  });

  api.openapi(signIn, async (c) => {
    const credentials = c.req.valid("json");
    passCookies(c, await signInAudited(services, c, credentials));
    c.set("auditActor", credentials.email);
    return c.body(null, 204);
  });

  api.openapi(signOut, async (c) => {
    passCookies(c, await sessions.signOut(c.req.raw.headers, clientAddress(c)));
    return c.body(null, 204);
  });

  api.openapi(link, async (c) => {
    const cookies = await sessions.redeemLink(c.req.valid("query").token, clientAddress(c));
    if (cookies === undefined) return c.redirect("/?error=link", 302);
    passCookies(c, cookies);
    const at = services.clock.now();
    await services.records.audit.append({ at, actor: "one-time link", action: "session.link", target: c.req.path, detail: {} });
    return c.redirect("/", 302);
  });

  api.openapi(setPassword, async (c) => {
    const { userId, kind } = c.get("caller");
    if (userId === null) throw new Problem("forbidden", `A ${kind} has no password.`);
    const has = await people.hasPassword(userId);
    passCookies(c, await sessions.setPassword(c.req.raw.headers, c.req.valid("json"), has));
    return c.body(null, 204);
  });

  return api;
}

/** Signs in, and notes a refusal in the audit trail, where guessing must show. */
async function signInAudited(services: Services, c: Context<CentreEnv>, credentials: SignIn) {
  const address = clientAddress(c);
  try {
    return await services.sessions.signIn(credentials, address);
  } catch (error) {
    if (error instanceof Problem && error.code === "wrong-credentials") {
      await services.records.audit.append({
        at: services.clock.now(),
        actor: credentials.email,
        action: "session.sign-in-refused",
        target: c.req.path,
        detail: { address },
      });
    }
    throw error;
  }
}
