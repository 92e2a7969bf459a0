import { createRoute, type RouteConfig, type z } from "@hono/zod-openapi";
import { errorSchema } from "../contract/common.ts";
import { type ApiPath, apiRoot } from "../contract/paths.ts";
import type { Access } from "./access.ts";

type Reading = { readonly method: "get" };
/** What a change is called in the audit trail; null for deliveries of collectors, which keep records of their own, and for previews. */
type Changing = { readonly method: "post" | "put" | "patch" | "delete"; readonly audit: string | null };

type Declaration = (Reading | Changing) & { readonly path: ApiPath; readonly access: Access };

/** A declaration as the guard finds it again among the assembled routes. */
export interface DeclaredRoute {
  readonly method: string;
  /** With `{parameters}`. */
  readonly path: string;
  readonly access: Access;
  readonly audit: string | null;
}

const error = (description: string) => ({ description, content: { "application/json": { schema: errorSchema } } });
const refusals = {
  400: error("Not of the expected form"),
  401: error("Nobody is signed in"),
  403: error("Not permitted"),
  404: error("No such thing, or not visible to the caller"),
};

/** Errors of routes that store. */
export const storageRefusals = {
  413: error("Larger than the centre takes at once"),
  503: error("A store is away; keep the data and send it again"),
  507: error("A store is full; keep the data and send it again"),
};
export const staleEdit = { 409: error("Changed by somebody else in the meantime") };
export const notPossible = { 422: error("The state does not permit it") };
export const tooManyRequests = { 429: error("Too many attempts") };

/** A 200 (or 201) with a JSON body of this shape. */
export function answers<S extends z.ZodType>(schema: S) {
  return { description: "Done", content: { "application/json": { schema } } };
}

export function jsonBody<S extends z.ZodType>(schema: S) {
  return { body: { required: true, content: { "application/json": { schema } } } };
}

/** Declares a route with the access that the guard enforces; there is no way to declare one without. */
export function declareRoute<const D extends Declaration, const R extends Omit<RouteConfig, "method" | "path">>(
  declaration: D,
  config: R,
) {
  const { method, path, access } = declaration;
  const audit = "audit" in declaration ? declaration.audit : null;
  return createRoute({
    ...config,
    method: method as D["method"],
    path: `${apiRoot}${path}` as `${typeof apiRoot}${D["path"]}`,
    responses: { ...refusals, ...config.responses } as typeof refusals & R["responses"],
    "x-access": access,
    "x-audit": audit,
  });
}
