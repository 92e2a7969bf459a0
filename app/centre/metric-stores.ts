import type { Logger } from "pino";
import type { Clock } from "../../model/instant.ts";
import type { MetricsPlace } from "../../store/backup/manifest.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import { openVictoriaMetrics } from "../../store/metrics/victoria-metrics/victoria-metrics.ts";
import type { MetricsConfig, ServerConfig } from "../config/metrics-config.ts";
import { type LoginUser, passwordInFile, passwordInVariable } from "../config/passwords.ts";
import type { centreFiles } from "./data-files.ts";
import { openWithPasswordRenewal } from "./password-renewal.ts";

interface Place {
  readonly files: Pick<ReturnType<typeof centreFiles>, "metrics" | "metricsJournal">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Opens the metric store that the configuration names. A server that does not answer yet is no reason not to open it.
 * @throws Problem `config-invalid` where the server's user or password is not where the configuration says; `store-full`, `store-unavailable` where
 * a file of the centre's own cannot be opened.
 */
export async function openMetricStore(config: MetricsConfig, place: Place): Promise<MetricStore> {
  const { files, clock } = place;
  if (config.kind === "embedded") return openEmbeddedMetrics({ file: files.metrics, clock });
  const { passwordFile } = config;
  const open = (password: string | undefined) => openServer(config, place, password);
  if (passwordFile !== undefined)
    return openWithPasswordRenewal({ readPassword: () => passwordInFile(passwordFile, user), open });
  return open(named(config.passwordEnv, place));
}

async function openServer(config: ServerConfig, place: Place, password: string | undefined): Promise<MetricStore> {
  const { files, clock, log } = place;
  const { url, database, username, usernameEnv } = config;
  const address = { url, database, username: username ?? named(usernameEnv, place), password };
  if (config.kind === "influx") return openInfluxMetrics({ ...address, clock, log });
  return openVictoriaMetrics({ ...address, journal: files.metricsJournal, clock, log });
}

const user: LoginUser = { store: "metric store", section: "metrics" };

/** Where the metrics are, for those who later look for them. */
export function placeOf(config: MetricsConfig): MetricsPlace {
  return config.kind === "embedded" ? { kind: config.kind } : { kind: config.kind, url: config.url, database: config.database };
}

function named(variable: string | undefined, { environment }: Place): string | undefined {
  return variable === undefined ? undefined : passwordInVariable(variable, environment, user);
}
