import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogTitles } from "../../dashboards/grafana/catalog-titles.ts";
import { dashboardFiles, defaultPlantwatch } from "../../dashboards/grafana/files.ts";
import { metricPointSchema } from "../../model/metric.ts";
import { available } from "../support/tools.ts";
import { asGrafanaAsks, type Dashboard, parseDashboard, spanMs } from "./grafana-dashboard.ts";
import { type Influxd, startInfluxd } from "./influxd.ts";
import { lineOf, simulatedWeek } from "./simulated-week.ts";
import { influxd } from "./tools.ts";

const database = "plantwatch";
/** About as many steps as a panel has pixels. */
const steps = 800;
const now = Date.now();
const dashboards = [...dashboardFiles(defaultPlantwatch)]
  .filter(([path]) => path.startsWith("zh-CN/"))
  .map(([path, text]) => ({ path, dashboard: parseDashboard(text) }));

let server: Influxd;

describe.skipIf(!available(influxd))("against an InfluxDB with a simulated week", () => {
  beforeAll(async () => {
    server = await startInfluxd(influxd);
    await server.query(`CREATE DATABASE "${database}" WITH DURATION 30d REPLICATION 1 NAME "raw"`);
    const nodes = [...readCatalogTitles().keys()].filter((id) => id.startsWith("miit."));
    const week = simulatedWeek({ seed: 7, now, nodes });
    await server.write(
      database,
      week.map((point) => lineOf(metricPointSchema.parse(point))),
    );
  });
  afterAll(() => server.stop());

  describe.each(dashboards)("$path", ({ dashboard }) => {
    it("offers values for each variable", async () => {
      const values = await variableValues(dashboard);
      expect(values.size).toBe(dashboard.templating.list.filter(({ type }) => type === "query").length);
    });

    const targets = dashboard.panels.flatMap((panel) => panel.targets.map((target) => ({ panel, target, refId: target.refId })));
    it.each(targets)("answers “$panel.title” ($refId)", async ({ panel, target }) => {
      const span = spanMs(dashboard.time.from.replace("now-", ""));
      const intervalMs = Math.max(panel.interval === undefined ? 0 : spanMs(panel.interval), Math.ceil(span / steps));
      const variables = await variableValues(dashboard);
      const series = await server.query(
        asGrafanaAsks(target.query, { variables, from: now - span, to: now, intervalMs }),
        database,
      );
      const figures = series.flatMap(({ values }) => values.flatMap(([, ...rest]) => rest.filter((value) => value !== null)));
      expect(figures.length, target.query).toBeGreaterThan(0);
    });
  });
});

/** What Grafana puts into queries on first open: the pattern for all, or the first value that a variable offers. */
async function variableValues({ templating }: Dashboard): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const { name, type, query, includeAll, allValue } of templating.list) {
    if (type !== "query") continue;
    const offered = await server.query(asGrafanaAsks(query, { variables: values, from: 0, to: now, intervalMs: 1 }), database);
    const first = offered[0]?.values[0]?.[1];
    if (typeof first !== "string") throw new Error(`no values for ${name}: ${query}`);
    values.set(name, includeAll && allValue !== undefined ? allValue : RegExp.escape(first));
  }
  return values;
}
