import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";

/** The one data source of every panel; `provisioning/datasources/plantwatch.yaml` gives it to Grafana under this uid. */
export const dataSource = { type: "influxdb", uid: "plantwatch-influxdb" } as const;

/** What Grafana's InfluxDB data source reads of a target; the builders' library has no class for it. */
export interface InfluxQuery extends Dataquery {
  readonly refId: string;
  readonly datasource: typeof dataSource;
  readonly query: string;
  readonly rawQuery: true;
  readonly resultFormat: "time_series" | "table";
  readonly alias?: string;
}

/** One InfluxQL statement of a panel. `alias` names its series and may use `$tag_<name>`. */
export interface Influxql {
  readonly query: string;
  readonly alias?: string;
}

export function target(
  { query, alias }: Influxql,
  refId: string,
  resultFormat: InfluxQuery["resultFormat"],
): Builder<InfluxQuery> {
  const named = alias === undefined ? {} : { alias };
  return {
    build: () => ({
      refId,
      datasource: dataSource,
      query,
      rawQuery: true,
      resultFormat,
      ...named,
      _implementsDataqueryVariant() {},
    }),
  };
}
