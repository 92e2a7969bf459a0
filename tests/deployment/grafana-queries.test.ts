import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogTitles } from "../../dashboards/grafana/catalog-titles.ts";
import { dashboardFiles, defaultPlantwatch } from "../../dashboards/grafana/files.ts";
import { day } from "../../model/instant.ts";
import { type Measurement, type MetricPoint, metricPointSchema } from "../../model/metric.ts";
import { rollUpStatements } from "../../store/metrics/influx/layout.ts";
import { createInfluxUsers } from "../../store/metrics/influx/users.ts";
import { makeAdministrator } from "../metrics/influx-admin.ts";
import { startInfluxd, type TestServer } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";
import { asGrafanaAsks, type Dashboard, parseDashboard, spanMs } from "./grafana-dashboard.ts";
import { query as ask, type PlainInflux, type Series, write } from "./plain-influx.ts";
import { lineOf, simulatedWeek } from "./simulated-week.ts";

const database = "plantwatch";
/** About as many steps as a panel has pixels. */
const steps = 800;
const now = Date.now();
const nodes = [...readCatalogTitles().keys()].filter((id) => id.startsWith("miit."));
const week = simulatedWeek({ seed: 7, now, nodes });
const dashboards = [...dashboardFiles(defaultPlantwatch)]
  .filter(([path]) => path.startsWith("zh-CN/"))
  .map(([path, text]) => ({ path, dashboard: parseDashboard(text) }));

let server: TestServer;
/** What Grafana has: the data source's database and the login that reads it. */
let grafana: PlainInflux;

describe.skipIf(!available(influxd))("against an InfluxDB with a simulated week", () => {
  beforeAll(async () => {
    server = await startInfluxd({ auth: true });
    const { url } = server;
    const { reader, writer } = await createInfluxUsers({ url, database, administrator: await makeAdministrator(url) });
    grafana = { url, database, login: reader };
    const centre = { url, database, login: writer };
    await write(
      centre,
      week.map((point) => lineOf(metricPointSchema.parse(point))),
    );
    // The server itself rolls up only what comes in while it runs.
    for (const statement of rollUpStatements(database, "five_minutes", now - 8 * day, now)) await ask(centre, statement);
  });
  afterAll(() => server.remove());

  describe.each(dashboards)("$path", ({ dashboard }) => {
    it("offers values for each variable", async () => {
      const values = await variableValues(dashboard);
      expect(values.size).toBe(dashboard.templating.list.filter(({ type }) => type === "query").length);
    });

    const targets = dashboard.panels.flatMap((panel) => panel.targets.map((target) => ({ panel, target, refId: target.refId })));
    it.each(targets)("answers “$panel.title” ($refId)", async ({ panel, target }) => {
      const series = await answerTo(dashboard, panel, target.query);
      expect(figuresIn(series).length, target.query).toBeGreaterThan(0);
    });
  });

  it("counts the endpoints that fell silent", async () => {
    const silent = newestOf("poll").filter(({ fields }) => fields.up === 0).length;
    expect(silent).toBeGreaterThan(0);
    expect(figuresIn(await shown("fleet", "未应答端点"))).toEqual([silent]);
  });

  it("lists each failed verdict on an asset of the chosen enterprise", async () => {
    const failed = newestOf("verdict").filter(
      ({ tags, fields }) => tags.enterprise === "pharma" && tags.asset !== undefined && fields.status === 3,
    );
    expect(failed.length).toBeGreaterThan(0);
    const rows = (await shown("enterprise-posture", "资产的问题")).map(({ tags }) => `${tags?.asset} ${tags?.check}`);
    expect(rows.sort()).toEqual(failed.map(({ tags }) => `${tags.asset} ${tags.check}`).sort());
  });

  it("adds up the open findings that weigh most", async () => {
    const open = newestOf("findings").filter(({ tags }) => tags.severity === "critical" || tags.severity === "high");
    const sum = open.reduce((total, { fields }) => total + Number(fields.open), 0);
    expect(figuresIn(await shown("fleet", "未解决问题（严重、高）"))).toEqual([sum]);
  });

  it("takes the restart of a device for no negative count", async () => {
    const grown = figuresIn(await shown("protocol-security", "OPC UA 被拒绝的会话", "7d")).map(Number);
    // The counter itself stands at hundreds when the device starts again.
    const anyStep = 60;
    expect(Math.min(...grown)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...grown)).toBeLessThan(anyStep);
  });
});

/** The newest point of every series of a measurement. */
function newestOf(measurement: Measurement): readonly MetricPoint[] {
  const newest = new Map<string, MetricPoint>();
  // The week is in order of time.
  for (const point of week) if (point.measurement === measurement) newest.set(JSON.stringify(point.tags), point);
  return [...newest.values()];
}

/** What the first query of a panel answers. */
async function shown(id: string, title: string, spanOf?: string): Promise<Series> {
  const dashboard = dashboards.find(({ path }) => path === `zh-CN/${id}.json`)?.dashboard;
  const panel = dashboard?.panels.find((one) => one.title === title);
  const first = panel?.targets[0];
  if (dashboard === undefined || panel === undefined || first === undefined) throw new Error(`no panel ${title} in ${id}`);
  return answerTo(dashboard, panel, first.query, spanOf);
}

async function answerTo(
  dashboard: Dashboard,
  panel: Dashboard["panels"][number],
  query: string,
  spanOf?: string,
): Promise<Series> {
  const span = spanMs(spanOf ?? panel.timeFrom ?? dashboard.time.from.replace("now-", ""));
  const intervalMs = Math.max(panel.interval === undefined ? 0 : spanMs(panel.interval), Math.ceil(span / steps));
  const variables = await variableValues(dashboard);
  return ask(grafana, asGrafanaAsks(query, { variables, from: now - span, to: now, intervalMs }));
}

function figuresIn(series: Series): readonly (string | number | boolean)[] {
  return series.flatMap(({ values }) => values.flatMap(([, ...rest]) => rest.filter((value) => value !== null)));
}

/** What Grafana puts into queries on first open: the pattern for all, or the first value that a variable offers. */
async function variableValues({ templating }: Dashboard): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const { name, type, query, includeAll, allValue } of templating.list) {
    if (type !== "query") continue;
    const offered = await ask(grafana, asGrafanaAsks(query, { variables: values, from: 0, to: now, intervalMs: 1 }));
    const first = offered[0]?.values[0]?.[1];
    if (typeof first !== "string") throw new Error(`no values for ${name}: ${query}`);
    values.set(name, includeAll && allValue !== undefined ? allValue : RegExp.escape(first));
  }
  return values;
}
