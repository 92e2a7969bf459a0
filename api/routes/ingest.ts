import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem } from "../../model/problem.ts";
import { acknowledgementSchema } from "../../model/wire/batches.ts";
import { paths } from "../contract/paths.ts";
import { collectorOnly } from "../http/access.ts";
import { answers, declareRoute, jsonBody, storageRefusals } from "../http/declare-route.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import { observationDeliverySchema, sampleDeliverySchema } from "../ingest/deliveries.ts";
import { ingestObservations } from "../ingest/ingest-observations.ts";
import { ingestSamples } from "../ingest/ingest-samples.ts";
import type { Services } from "../services.ts";

/** Bytes of a full batch whose observations all hold the facts of a large server. */
const largestBatch = 64 * 1024 * 1024;

const limit = bodyLimit({
  maxSize: largestBatch,
  onError: () => {
    throw new Problem("too-large", `A batch may have ${largestBatch} bytes.`, { advice: "Send fewer items at once." });
  },
});

const observations = declareRoute(
  { method: "post", path: paths.ingestObservations, access: collectorOnly, audit: null },
  {
    summary: "Observations from a spool, stored before they are judged",
    middleware: [limit],
    request: jsonBody(observationDeliverySchema),
    responses: { 200: answers(acknowledgementSchema), ...storageRefusals },
  },
);
const samples = declareRoute(
  { method: "post", path: paths.ingestSamples, access: collectorOnly, audit: null },
  {
    summary: "Samples from a spool",
    middleware: [limit],
    request: jsonBody(sampleDeliverySchema),
    responses: { 200: answers(acknowledgementSchema), ...storageRefusals },
  },
);

export function ingestRoutes(services: Services): Api {
  const api = createApi();
  api.openapi(observations, async (c) => {
    const batch = c.req.valid("json");
    demandOwn(c, batch.collectorId);
    return c.json(await ingestObservations(services, batch), 200);
  });
  api.openapi(samples, async (c) => {
    const batch = c.req.valid("json");
    demandOwn(c, batch.collectorId);
    return c.json(await ingestSamples(services, batch), 200);
  });
  return api;
}

function demandOwn(c: Context<CentreEnv>, collectorId: string): void {
  if (c.get("caller").collectorId !== collectorId) throw new Problem("wrong-collector", "The batch is another collector's.");
}
