import { z } from "zod";

/** What the tests read of a dashboard. */
const dashboardSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  time: z.object({ from: z.string(), to: z.string() }),
  templating: z.object({
    list: z.array(
      z.looseObject({
        name: z.string(),
        type: z.string(),
        query: z.string(),
        allValue: z.string().optional(),
        includeAll: z.boolean(),
        current: z.looseObject({ value: z.union([z.string(), z.array(z.string())]) }).optional(),
        datasource: z.object({ uid: z.string() }).optional(),
      }),
    ),
  }),
  panels: z.array(
    z.looseObject({
      id: z.int(),
      type: z.string(),
      title: z.string(),
      description: z.string().optional(),
      interval: z.string().optional(),
      timeFrom: z.string().optional(),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      datasource: z.object({ uid: z.string() }),
      targets: z.array(
        z.looseObject({
          refId: z.string(),
          query: z.string(),
          resultFormat: z.string(),
          datasource: z.object({ uid: z.string() }),
        }),
      ),
    }),
  ),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

export function parseDashboard(text: string): Dashboard {
  return dashboardSchema.parse(JSON.parse(text));
}

export interface Asked {
  /** What `${name:regex}` becomes. */
  readonly variables: ReadonlyMap<string, string>;
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
}

/** A query as Grafana sends it: variables, the time range and the step filled in. */
export function asGrafanaAsks(query: string, { variables, from, to, intervalMs }: Asked): string {
  const asked = query
    .replaceAll(/\$\{(\w+):regex\}/g, (_, name: string) => {
      const value = variables.get(name);
      if (value === undefined) throw new Error(`the dashboard has no variable ${name}: ${query}`);
      return value;
    })
    .replaceAll("$timeFilter", `time >= ${from}ms and time <= ${to}ms`)
    .replaceAll("$__interval", `${intervalMs}ms`);
  if (/\$[\w{]/.test(asked)) throw new Error(`a placeholder is left over: ${asked}`);
  return asked;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Length of a span such as `6h` or `7d`, milliseconds. */
export function spanMs(span: string): number {
  const match = /^(\d+)([mhd])$/.exec(span);
  const unit = match?.[2];
  if (match === null || (unit !== "m" && unit !== "h" && unit !== "d")) throw new Error(`not a span: ${span}`);
  return Number(match[1]) * units[unit];
}
