import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { Problem } from "../../model/problem.ts";
import type { Access, PathParameters, Places } from "./access.ts";
import { type Caller, holds, holdsSomewhere, maySee, sitesSeen } from "./caller.ts";
import type { DeclaredRoute } from "./declare-route.ts";
import { routingPath } from "./declared-routes.ts";
import type { CentreEnv } from "./env.ts";
import { notFound } from "./errors.ts";

/** The route of the interface that answers a request; the pages answer any other path and are none. */
export function apiRoute(c: Context): { readonly method: string; readonly path: string } | undefined {
  return matchedRoutes(c).find(({ method, path }) => method !== "ALL" && path.startsWith("/api/"));
}

/** Finds the declaration of the route that a request will reach. */
export type FindDeclared = (c: Context) => DeclaredRoute | "undeclared" | undefined;

export function findDeclaredIn(routes: () => readonly DeclaredRoute[]): FindDeclared {
  let byKey: ReadonlyMap<string, DeclaredRoute> | undefined;
  return (c) => {
    byKey ??= new Map(routes().map((route) => [`${route.method} ${routingPath(route.path)}`, route]));
    const target = apiRoute(c);
    if (target === undefined) return undefined;
    return byKey.get(`${target.method} ${target.path}`) ?? "undeclared";
  };
}

/**
 * Lets a request pass only where its route declares an access that the caller has. Without a login every path answers the same
 * 401, whether it exists or not; an enterprise that the caller may not see answers as one that does not exist.
 */
export function guard(
  findDeclared: FindDeclared,
  identify: (c: Context<CentreEnv>) => Promise<Caller>,
  places: Places,
): MiddlewareHandler<CentreEnv> {
  return async function guard(c, next) {
    const declared = findDeclared(c);
    const caller = await identify(c);
    c.set("caller", caller);
    if (typeof declared === "object" && declared.access.roles === "everyone") return next();
    if (caller.kind === "nobody") throw new Problem("unauthorized", "Sign in first.");
    if (declared === undefined) throw notFound("path");
    if (declared === "undeclared") throw new Problem("forbidden", "Nobody may call this path.");
    await demand(declared.access, caller, pathParameters(declared.path, c.req.path), places);
    return next();
  };
}

/** The values of a declared path's `{parameters}`; each is one whole segment. */
function pathParameters(declared: string, actual: string): PathParameters {
  const segments = actual.split("/");
  return Object.fromEntries(
    declared.split("/").flatMap((segment, index) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      return name === undefined ? [] : [[name, decodeURIComponent(segments[index] ?? "")]];
    }),
  );
}

async function demand(access: Access, caller: Caller, parameters: PathParameters, places: Places): Promise<void> {
  const denied = caller.limited
    ? new Problem("second-factor-needed", "Prove a second factor first.", { advice: "Set one up under your account." })
    : new Problem("forbidden", "Your roles do not permit this.");
  if (access.roles === "collector") {
    const named = parameters.collector;
    if (caller.collectorId === null) throw denied;
    if (named !== undefined && named !== caller.collectorId)
      throw new Problem("wrong-collector", "The token is another collector's.");
    return;
  }
  // A collector delivers and nothing else.
  if (caller.kind === "collector") throw denied;
  if (access.roles === "person") {
    if (caller.userId === null) throw new Problem("forbidden", `A ${caller.kind} has no account.`);
    return;
  }
  if (access.roles === "signed-in" || access.roles === "everyone") return;
  if (access.scope === "any") {
    if (!holdsSomewhere(caller, access.roles)) throw denied;
    return;
  }
  if (access.scope === "installation") {
    if (!holds(caller, access.roles, null)) throw denied;
    return;
  }
  const enterpriseId = await access.enterpriseOf(parameters);
  if (enterpriseId === undefined) throw notFound("thing");
  const sites = await sitesConcerned(access, enterpriseId, caller, parameters, places);
  if (!sites.some((siteId) => maySee(caller, enterpriseId, siteId))) throw notFound("thing");
  if (!sites.some((siteId) => holds(caller, access.roles, enterpriseId, siteId))) throw denied;
}

/** The sites of which one must be the caller's; undefined stands for the enterprise as a whole. */
async function sitesConcerned(
  { siteOf }: Extract<Access, { scope: "enterprise" }>,
  enterpriseId: string,
  caller: Caller,
  parameters: PathParameters,
  places: Places,
): Promise<readonly (string | undefined)[]> {
  if (siteOf === undefined) return [undefined];
  if (siteOf !== "any") return [await siteOf(parameters, places)];
  const seen = sitesSeen(caller, enterpriseId);
  return seen === "all" ? [undefined] : [...seen];
}
