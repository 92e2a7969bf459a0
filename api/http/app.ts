import { existsSync } from "node:fs";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { Problem } from "../../model/problem.ts";
import { apiRoot, paths } from "../contract/paths.ts";
import { allRoutes } from "../routes/index.ts";
import type { Services } from "../services.ts";
import { apiDocs } from "./api-docs.ts";
import { auditChanges } from "./audit-changes.ts";
import { knowClient } from "./client-address.ts";
import { declaredRoutes } from "./declared-routes.ts";
import { type Api, type CentreEnv, createApi } from "./env.ts";
import { errorHandler } from "./errors.ts";
import { apiRoute, findDeclaredIn, guard } from "./guard.ts";
import { limitExpensive } from "./limit-expensive.ts";
import { pages } from "./pages.ts";
import { probes } from "./probes.ts";
import { sameOrigin } from "./same-origin.ts";

/** Bytes of a request that a person or program makes. */
const largestRequest = 1024 * 1024;

/** Puts the routes behind what holds for all of them: headers, origin, login, roles, audit. */
export function assembleApp(services: Services): Api {
  const { baseUrl, book, log, health, records, clock, sessions, webRoot, version } = services;
  const app = createApi();
  const findDeclared = findDeclaredIn(() => declaredRoutes(app));
  const onApi = `${apiRoot}/*`;

  describeLogIns(app, baseUrl);
  app.use(measured(services));
  app.use(knowClient(services.trustedProxies ?? []));
  app.use(headers(baseUrl));
  app.route("/", probes(services));
  app.route("/", apiDocs());
  let description: ReturnType<typeof app.getOpenAPI31Document> | undefined;
  app.get(apiRoot + paths.openapi, (c) => {
    description ??= app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Plantwatch", version } });
    return c.json(description);
  });

  app.use("/api/*", keptByNobody);
  app.use("/api/*", auditChanges(findDeclared, records.audit, clock));
  app.use(
    "/api/*",
    guard(findDeclared, (c) => sessions.identify(c.req.raw.headers), {
      siteOfAsset: async (enterpriseId, assetId) => (await book.get(enterpriseId))?.assets.get(assetId)?.site,
    }),
  );
  app.use("/api/*", sameOrigin(baseUrl));
  app.use(onApi, limitExpensive(clock));
  app.use(onApi, smallBodies());
  for (const routes of allRoutes(services)) app.route("/", routes);

  if (webRoot !== undefined && existsSync(webRoot)) app.route("/", pages(webRoot));
  app.notFound((c) => c.json({ code: "not-found", message: "No such path." }, 404));
  app.onError(errorHandler(log, (problem) => health.note("records", problem)));
  return app;
}

/** Programs come with a token, people with the cookie of their session. */
function describeLogIns(app: Api, baseUrl: string): void {
  const name = `${baseUrl.startsWith("https:") ? "__Secure-" : ""}plantwatch.session_token`;
  app.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  app.openAPIRegistry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name });
}

function headers(baseUrl: string) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // The component library writes its styles at run time and takes the nonce from the page; charts set style attributes.
      styleSrcElem: ["'self'", NONCE],
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
    // Over plain HTTP browsers ignore it.
    strictTransportSecurity: baseUrl.startsWith("https:") ? "max-age=31536000" : false,
  });
}

/** What an enterprise's answers say must not lie in a cache after the person has left; streams and files say so themselves. */
async function keptByNobody(c: Context<CentreEnv>, next: () => Promise<void>) {
  await next();
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "private, no-store");
}

function smallBodies() {
  const limit = bodyLimit({
    maxSize: largestRequest,
    onError: () => {
      throw new Problem("too-large", `A request may have ${largestRequest} bytes.`);
    },
  });
  // Deliveries, reports of tasks, documents, advisories, lists of addresses and edits of inventories have limits of their own.
  const large = new RegExp(
    `^${apiRoot}/(ingest/|advisories$|collectors/[^/]+/tasks/|enterprises/[^/]+/(documents$|sightings$|submissions$|address-list/|inventory/))`,
  );
  return async function smallBodies(c: Context<CentreEnv>, next: () => Promise<void>) {
    return large.test(c.req.path) ? next() : limit(c, next);
  };
}

function measured({ telemetry, clock }: Services) {
  return async function measured(c: Context<CentreEnv>, next: () => Promise<void>) {
    const startedAt = clock.now();
    await next();
    const labels = { method: c.req.method, route: apiRoute(c)?.path ?? "other", status: String(c.res.status) };
    telemetry.requests.observe(labels, (clock.now() - startedAt) / 1000);
  };
}
