import { Hono } from "hono";
import { describeError } from "../../model/problem.ts";
import type { Services } from "../services.ts";
import type { CentreEnv } from "./env.ts";

/** What machines ask without a login: is the process alive, can it work, how does it do. Nothing here names a plant. */
export function probes({ records, metrics, health, telemetry }: Services): Hono<CentreEnv> {
  const routes = new Hono<CentreEnv>();
  const works = async (store: "records" | "metrics", check: () => Promise<void>) =>
    health.watch(store, check).then(
      () => "ok",
      (error: unknown) => describeError(error),
    );

  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", async (c) => {
    const [recordsState, metricsState] = await Promise.all([
      works("records", () => records.check()),
      works("metrics", () => metrics.check()),
    ]);
    // Without the metric store the centre still judges, so it is ready.
    const ready = recordsState === "ok";
    return c.json({ status: ready ? "ok" : "unavailable", records: recordsState, metrics: metricsState }, ready ? 200 : 503);
  });
  routes.get("/metrics", async (c) =>
    c.body(await telemetry.registry.metrics(), 200, { "content-type": telemetry.registry.contentType }),
  );
  return routes;
}
