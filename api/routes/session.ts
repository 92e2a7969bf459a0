import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Problem } from "../../model/problem.ts";
import { passkeysPossibleAt } from "../accounts/passkeys.ts";
import { passCookies } from "../accounts/sessions.ts";
import {
  passwordChangeSchema,
  type SessionView,
  sessionViewSchema,
  signInNextSchema,
  signInSchema,
} from "../contract/accounts.ts";
import { paths } from "../contract/paths.ts";
import { everyone, persons, signedIn } from "../http/access.ts";
import { authRequest } from "../http/auth-request.ts";
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
    summary: "Sign in with e-mail address and password; the answer sets the cookie, or asks for the second factor",
    request: jsonBody(signInSchema),
    responses: { 202: answers(signInNextSchema), 204: { description: "Signed in" }, ...tooManyRequests },
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
  { method: "put", path: paths.sessionPassword, access: persons, audit: "session.set-password" },
  {
    summary: "Set the first password, or a new one; other sessions end",
    request: jsonBody(passwordChangeSchema),
    responses: { 204: { description: "Set" }, ...tooManyRequests },
  },
);

export function sessionRoutes(services: Services): Api {
  const { sessions } = services;
  const api = createApi();

  api.openapi(get, async (c) => c.json(await sessionView(services, c), 200));

  api.openapi(signIn, async (c) => {
    const credentials = c.req.valid("json");
    const { cookies, secondFactorNext } = await auditRefusals(services, c, credentials.email, () =>
      sessions.signIn(credentials, authRequest(c)),
    );
    passCookies(c, cookies);
    c.set("auditActor", credentials.email);
    if (!secondFactorNext) return c.body(null, 204);
    c.set("auditDetail", { next: "second factor" });
    return c.json({ next: "totp" as const }, 202);
  });

  api.openapi(signOut, async (c) => {
    passCookies(c, await sessions.signOut(authRequest(c)));
    return c.body(null, 204);
  });

  api.openapi(link, async (c) => {
    const cookies = await sessions.redeemLink(c.req.valid("query").token, authRequest(c));
    if (cookies === undefined) return c.redirect("/?error=link", 302);
    passCookies(c, cookies);
    const at = services.clock.now();
    await services.records.audit.append({ at, actor: "one-time link", action: "session.link", target: c.req.path, detail: {} });
    return c.redirect("/", 302);
  });

  api.openapi(setPassword, async (c) => {
    await sessions.setPassword(c.req.raw.headers, c.req.valid("json"));
    return c.body(null, 204);
  });

  return api;
}

async function sessionView({ people, secondFactor, baseUrl }: Services, c: Context<CentreEnv>): Promise<SessionView> {
  const { actor, name, kind, grants, userId, assurance = null, limited = false } = c.get("caller");
  return {
    actor,
    name,
    kind: kind === "person" ? "person" : "token",
    grants: [...grants],
    mustSetPassword: userId !== null && !(await people.hasPassword(userId)),
    assurance,
    limited,
    factors: userId === null ? { totp: false, passkeys: 0 } : await secondFactor.of(userId),
    passkeysPossible: passkeysPossibleAt(baseUrl),
  };
}

const guesses: ReadonlySet<string> = new Set(["wrong-credentials", "account-locked"]);

/** Notes a refused log-in in the audit trail, where guessing must show. */
async function auditRefusals<T>(services: Services, c: Context<CentreEnv>, actor: string, signIn: () => Promise<T>): Promise<T> {
  try {
    return await signIn();
  } catch (error) {
    if (error instanceof Problem && guesses.has(error.code)) {
      const detail = { address: authRequest(c).address, code: error.code };
      const at = services.clock.now();
      await services.records.audit.append({ at, actor, action: "session.sign-in-refused", target: c.req.path, detail });
    }
    throw error;
  }
}
