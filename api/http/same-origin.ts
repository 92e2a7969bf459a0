import type { MiddlewareHandler } from "hono";
import { Problem } from "../../model/problem.ts";
import type { CentreEnv } from "./env.ts";

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page makes with a person's cookie. Denied where the browser says nothing of the origin;
 * programs send a bearer token, which no other page can add.
 */
export function sameOrigin(baseUrl: string): MiddlewareHandler<CentreEnv> {
  const ownOrigin = new URL(baseUrl).origin;
  return async function sameOrigin(c, next) {
    if (safeMethods.has(c.req.method) || c.req.header("authorization") !== undefined) return next();
    const origin = c.req.header("origin");
    const expected = [ownOrigin, new URL(c.req.url).origin];
    if (origin === undefined || !expected.includes(origin)) {
      throw new Problem("wrong-origin", "A change must come from a page of this centre.", {
        advice: `Open the pages at ${ownOrigin}, or use a bearer token.`,
      });
    }
    return next();
  };
}
