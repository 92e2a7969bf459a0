import { readFile } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import type { CentreEnv } from "./env.ts";

/** Stands in the built pages where the nonce of a request goes. */
const noncePlaceholder = "__CSP_NONCE__";

/** Pages with a file of their own; every other path is the browser app's. */
const ownFiles: Readonly<Record<string, string>> = { "/": "index.html", "/wallboard": "wallboard.html" };

/** Serves the built pages; a path without a file of its own is the browser app's and gets its index. */
export function pages(webRoot: string): Hono<CentreEnv> {
  const root = normalize(webRoot);
  const hosted = new Hono<CentreEnv>();

  const page = async (c: Context<CentreEnv>, file: string): Promise<Response | undefined> => {
    const path = normalize(join(root, file));
    if (!path.startsWith(root + sep)) return undefined;
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    const html = text.replaceAll(noncePlaceholder, c.get("secureHeadersNonce") ?? "");
    return c.html(html, 200, { "cache-control": "no-store" });
  };

  hosted.get("*", async function pageFile(c, next) {
    const file = ownFiles[c.req.path] ?? c.req.path;
    return (file.endsWith(".html") ? await page(c, file) : undefined) ?? next();
  });
  hosted.use("/assets/*", async function keepForEver(c, next) {
    await next();
    // Names of built files change with their content; pages have said no-store already.
    if (c.res.ok && !c.res.headers.has("cache-control")) c.header("cache-control", "public, max-age=31536000, immutable");
  });
  hosted.get("*", serveStatic({ root }));
  hosted.get("*", async function appPath(c, next) {
    const wantsPage = c.req.header("accept")?.includes("text/html") === true;
    return (wantsPage ? await page(c, "index.html") : undefined) ?? next();
  });
  return hosted;
}
