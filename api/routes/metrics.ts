import type { z } from "zod";
import { second } from "../../model/instant.ts";
import { type Measurement, measurements } from "../../model/metric.ts";
import { Problem } from "../../model/problem.ts";
import type { SeriesQuery } from "../../store/metrics/port.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { metricQuerySchema, seriesViewSchema } from "../contract/system.ts";
import { readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { isoTime } from "../views/time.ts";

/** More steps than a screen has columns help nobody. */
const maxSteps = 5000;

const query = declareRoute(
  { method: "get", path: paths.metricsQuery, access: readers },
  {
    summary: "A named series over a time range, in steps",
    request: { query: metricQuerySchema },
    responses: { 200: answers(listOf(seriesViewSchema)), ...storageRefusals },
  },
);

export function metricRoutes({ metrics, health, book }: Services): Api {
  return createApi().openapi(query, async (c) => {
    const asked = c.req.valid("query");
    const site = asked.asset === undefined ? undefined : (await book.get(asked.enterprise))?.assets.get(asked.asset)?.site;
    if (!maySee(c.get("caller"), asked.enterprise, site)) throw notFound("enterprise");
    const series = await health.watch("metrics", () => metrics.query(seriesQuery(asked)));
    const items = series.map(({ tags, points }) => ({
      tags: { ...tags },
      points: points.map(([at, value]): [string, number] => [isoTime(at), value]),
    }));
    return c.json({ items }, 200);
  });
}

function seriesQuery(asked: z.output<typeof metricQuerySchema>): SeriesQuery {
  const measurement = knownMeasurement(asked.measurement);
  const { tags, fields }: { tags: readonly string[]; fields: Readonly<Record<string, string>> } = measurements[measurement];
  const type = fields[asked.field];
  if (type === undefined || type === "string") {
    throw new Problem("invalid", `${measurement} has no numeric field "${asked.field}".`);
  }
  const { enterprise, asset, endpoint, signal, node, catalog } = asked;
  const named = Object.entries({ enterprise, asset, endpoint, signal, node, catalog });
  const where = named.filter((entry): entry is [string, string] => entry[1] !== undefined && tags.includes(entry[0]));
  const [from, to, stepMs] = [Date.parse(asked.from), Date.parse(asked.to), asked.step * second];
  if (to <= from || (to - from) / stepMs > maxSteps) {
    throw new Problem("invalid", `The range must hold between 1 and ${maxSteps} steps.`);
  }
  const groupBy = tags.filter((tag) => !where.some(([name]) => name === tag));
  return {
    measurement,
    field: asked.field,
    where: Object.fromEntries(where),
    groupBy,
    from,
    to,
    stepMs,
    aggregate: asked.aggregate,
  };
}

function knownMeasurement(name: string): Measurement {
  const known = Object.keys(measurements).find((measurement): measurement is Measurement => measurement === name);
  if (known === undefined || known === "collector") throw new Problem("invalid", `No measurement "${name}" of an enterprise.`);
  return known;
}
