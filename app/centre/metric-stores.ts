import { join } from "node:path";
import type { Logger } from "pino";
import type { Clock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import { openVictoriaMetrics } from "../../store/metrics/victoria-metrics/victoria-metrics.ts";
import type { MetricsConfig } from "../config/metrics-config.ts";

interface Place {
  /** The centre's own folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Opens the metric store that the configuration names. A server that does not answer yet is no reason not to open it.
 * @throws Problem `config-invalid` where the environment lacks the server's user or password; `store-full`, `store-unavailable` where
 * a file of the centre's own cannot be opened.
 */
export async function openMetricStore(config: MetricsConfig, place: Place): Promise<MetricStore> {
  const { folder, clock, log } = place;
  switch (config.kind) {
    case "embedded":
      return openEmbeddedMetrics({ file: join(folder, "metrics.sqlite"), clock });
    case "influx":
      return openInfluxMetrics({ ...addressOf(config, place), clock, log });
    case "victoria-metrics":
      return openVictoriaMetrics({ ...addressOf(config, place), journal: join(folder, "metrics-journal.sqlite"), clock, log });
  }
}

type ServerConfig = Exclude<MetricsConfig, { kind: "embedded" }>;

function addressOf({ url, database, usernameEnv, passwordEnv }: ServerConfig, { environment }: Place) {
  const secret = (variable: string | undefined) => (variable === undefined ? undefined : fromEnvironment(variable, environment));
  return { url, database, username: secret(usernameEnv), password: secret(passwordEnv) };
}

function fromEnvironment(variable: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[variable];
  if (value !== undefined && value !== "") return value;
  throw new Problem("config-invalid", `the metric store's login stands in ${variable}, which is not set`, {
    target: variable,
    advice: "Set it where the centre is started, or take it out of the configuration's metrics section.",
  });
}
