import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Hono } from "hono";
import { apiRoot, paths } from "../contract/paths.ts";
import type { CentreEnv } from "./env.ts";

const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Plantwatch API</title>
    <link rel="stylesheet" href="./docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="./docs/swagger-ui-bundle.js"></script>
    <script src="./docs/start.js"></script>
  </body>
</html>
`;
const start = `SwaggerUIBundle({ url: ${JSON.stringify(apiRoot + paths.openapi)}, dom_id: "#swagger-ui", validatorUrl: null });\n`;

/** The page that shows the description of the interface; every file comes from this machine. */
export function apiDocs(): Hono<CentreEnv> {
  const docs = new Hono<CentreEnv>();
  docs.get("/api/docs", (c) => c.html(page));
  docs.get("/api/docs/start.js", (c) => c.body(start, 200, { "content-type": "text/javascript; charset=utf-8" }));
  for (const [file, type] of [
    ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
    ["swagger-ui.css", "text/css; charset=utf-8"],
  ] as const) {
    docs.get(`/api/docs/${file}`, async (c) => c.body(await readFile(join(folder, file), "utf8"), 200, { "content-type": type }));
  }
  return docs;
}
