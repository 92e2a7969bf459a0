import type { Access } from "./access.ts";
import type { DeclaredRoute } from "./declare-route.ts";
import type { Api } from "./env.ts";

/** All routes of an assembled application with the access that they declare. */
export function declaredRoutes(app: Api): readonly DeclaredRoute[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== "route") return [];
    const { method, path } = definition.route;
    const declared: Readonly<Record<string, unknown>> = { ...definition.route };
    const access = declared["x-access"];
    if (!isAccess(access)) return [];
    const audit = declared["x-audit"];
    return [{ method: method.toUpperCase(), path, access, audit: typeof audit === "string" ? audit : null }];
  });
}

/** `declareRoute` alone writes the property, so its two keys tell it. */
function isAccess(value: unknown): value is Access {
  return typeof value === "object" && value !== null && "roles" in value && "scope" in value;
}

/** The path as the router writes it (`:name` for `{name}`). */
export function routingPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
